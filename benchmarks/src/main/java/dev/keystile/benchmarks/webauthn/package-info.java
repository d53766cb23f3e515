/** What it costs to verify a ceremony: Keystile, its peers, and the bare signature check, side by side. */
@NullMarked
package dev.keystile.benchmarks.webauthn;

import org.jspecify.annotations.NullMarked;
