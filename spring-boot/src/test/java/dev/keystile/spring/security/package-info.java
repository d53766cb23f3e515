@NullMarked
package dev.keystile.spring.security;

import org.jspecify.annotations.NullMarked;
