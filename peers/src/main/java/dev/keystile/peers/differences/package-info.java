/**
 * The differential run: valid ceremonies, changed in their structure and signed again where that is possible, judged by Keystile
 * and its peers. Every disagreement belongs to a {@link dev.keystile.peers.differences.DifferenceClass}.
 */
@NullMarked
package dev.keystile.peers.differences;

import org.jspecify.annotations.NullMarked;
