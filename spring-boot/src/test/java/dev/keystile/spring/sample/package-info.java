/** An application of somebody else's that uses the starter, and a browser to use it with. */
@NullMarked
package dev.keystile.spring.sample;

import org.jspecify.annotations.NullMarked;
