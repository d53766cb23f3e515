/** Where accounts, passkeys and ceremony keys are kept. */
@ApplicationModule(
        displayName = "Data",
        allowedDependencies = {})
@NullMarked
package dev.keystile.server.data;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
