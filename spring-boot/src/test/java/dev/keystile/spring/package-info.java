@NullMarked
package dev.keystile.spring;

import org.jspecify.annotations.NullMarked;
