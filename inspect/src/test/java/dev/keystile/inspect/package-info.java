@NullMarked
package dev.keystile.inspect;

import org.jspecify.annotations.NullMarked;
