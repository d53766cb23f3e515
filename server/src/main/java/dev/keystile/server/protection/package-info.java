/** What stands around every request: who may ask for what, security headers, the session cookie. */
@ApplicationModule(
        displayName = "Protection",
        allowedDependencies = {})
@NullMarked
package dev.keystile.server.protection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
