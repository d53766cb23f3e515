/** What the guide shows, in an application of its own. */
@NullMarked
package dev.keystile.spring.guide;

import org.jspecify.annotations.NullMarked;
