package dev.keystile.peers.differences;

import dev.keystile.peers.Peer;
import dev.keystile.peers.Verification;
import dev.keystile.webauthn.testing.Fault;

/** A valid ceremony, of which mutants are made. */
interface Ceremony {

    /** Whether it is a registration or an authentication, and by which format and algorithm. */
    String name();

    boolean isRegistration();

    /** Whether the response can be made again with something wrong in it, or is a recording. */
    boolean isRemade();

    /** The response's JSON, with these faults if it can be made again. */
    String response(Fault... faults);

    /** The ceremony as this library begins it. */
    Verification begunBy(Peer peer);
}
