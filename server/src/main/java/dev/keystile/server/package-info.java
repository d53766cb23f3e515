/** The passkey server: pages for people, the JSON API for their scripts, and everything around them. */
@NullMarked
package dev.keystile.server;

import org.jspecify.annotations.NullMarked;
