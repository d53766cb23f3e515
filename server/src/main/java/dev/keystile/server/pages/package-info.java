/** The pages people see: home, sign-up, sign-in, their passkeys, and what went wrong. */
@ApplicationModule(
        displayName = "Pages",
        allowedDependencies = {})
@NullMarked
package dev.keystile.server.pages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
