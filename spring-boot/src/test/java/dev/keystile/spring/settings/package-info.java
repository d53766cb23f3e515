@NullMarked
package dev.keystile.spring.settings;

import org.jspecify.annotations.NullMarked;
