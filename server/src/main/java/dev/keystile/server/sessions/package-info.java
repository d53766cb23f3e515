/** Sessions in the database: who is signed in where, on whichever node. */
@ApplicationModule(
        displayName = "Sessions",
        allowedDependencies = {})
@NullMarked
package dev.keystile.server.sessions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
