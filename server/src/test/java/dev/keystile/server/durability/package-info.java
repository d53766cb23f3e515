/** What the packaged server keeps when it is killed. */
@NullMarked
package dev.keystile.server.durability;

import org.jspecify.annotations.NullMarked;
