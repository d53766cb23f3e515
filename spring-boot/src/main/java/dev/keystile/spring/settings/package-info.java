/** What can be set under {@code keystile.*}, and the checks that stop a start with settings that cannot work. */
@NullMarked
package dev.keystile.spring.settings;

import org.jspecify.annotations.NullMarked;
