/** One interface over Keystile and its peers, so that all of them are asked the same questions. */
@NullMarked
package dev.keystile.peers;

import org.jspecify.annotations.NullMarked;
