/** The pages in a real Chromium, with virtual authenticators. */
@NullMarked
package dev.keystile.server.browser;

import org.jspecify.annotations.NullMarked;
