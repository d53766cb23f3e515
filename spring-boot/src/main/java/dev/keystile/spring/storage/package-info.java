/** Everything that is kept, in the application's own database. */
@NullMarked
package dev.keystile.spring.storage;

import org.jspecify.annotations.NullMarked;
