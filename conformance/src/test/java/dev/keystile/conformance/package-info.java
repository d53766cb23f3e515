@NullMarked
package dev.keystile.conformance;

import org.jspecify.annotations.NullMarked;
