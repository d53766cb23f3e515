/** What the server knows without being told, and what it says when it is ready. */
@ApplicationModule(
        displayName = "Startup",
        allowedDependencies = {})
@NullMarked
package dev.keystile.server.startup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
