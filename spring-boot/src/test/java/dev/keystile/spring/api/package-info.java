@NullMarked
package dev.keystile.spring.api;

import org.jspecify.annotations.NullMarked;
