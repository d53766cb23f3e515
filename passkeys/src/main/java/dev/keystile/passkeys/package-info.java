@NullMarked
package dev.keystile.passkeys;

import org.jspecify.annotations.NullMarked;
