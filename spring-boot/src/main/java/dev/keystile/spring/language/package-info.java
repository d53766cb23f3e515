/** What the starter says to people, in the languages it speaks or in an application's own words. */
@NullMarked
package dev.keystile.spring.language;

import org.jspecify.annotations.NullMarked;
