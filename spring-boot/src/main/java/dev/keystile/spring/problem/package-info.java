/**
 * How a refusal is told over HTTP: RFC 9457 problem details with a stable code and a sentence for a person, in the
 * person's language.
 */
@NullMarked
package dev.keystile.spring.problem;

import org.jspecify.annotations.NullMarked;
