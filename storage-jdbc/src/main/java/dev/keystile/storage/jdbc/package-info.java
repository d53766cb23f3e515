@NullMarked
package dev.keystile.storage.jdbc;

import org.jspecify.annotations.NullMarked;
