/**
 * The <a href="https://fidoalliance.org/specs/mds/fido-metadata-service-v3.1.1-ps-20260105.html">FIDO Metadata Service</a>:
 * what is known of authenticator models, and which of them are to be trusted.
 */
@NullMarked
package dev.keystile.webauthn.metadata;

import org.jspecify.annotations.NullMarked;
