@NullMarked
package dev.keystile.server;

import org.jspecify.annotations.NullMarked;
