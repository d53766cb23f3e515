/** Who verifies signatures: a native provider where there is one, else the Java platform. */
@ApplicationModule(
        displayName = "Cryptography",
        allowedDependencies = {})
@NullMarked
package dev.keystile.server.cryptography;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
