/** Load for a running server: people who sign up and sign in over HTTP, and what that costs the server. */
@NullMarked
package dev.keystile.benchmarks.load;

import org.jspecify.annotations.NullMarked;
