/**
 * The relying party that the FIDO Alliance's conformance tool tests: it registers anybody, so that it belongs in no other
 * application.
 */
@NullMarked
package dev.keystile.conformance;

import org.jspecify.annotations.NullMarked;
