@NullMarked
package dev.keystile.spring.problem;

import org.jspecify.annotations.NullMarked;
