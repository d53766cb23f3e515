/**
 * Who is signed in, for Spring Security: the {@code Authentication} that names account, passkey and factors, the session
 * that holds it and when that ends, and the check that a request comes from one's own pages.
 */
@NullMarked
package dev.keystile.spring.security;

import org.jspecify.annotations.NullMarked;
