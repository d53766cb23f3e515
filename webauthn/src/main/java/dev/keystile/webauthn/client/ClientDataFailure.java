package dev.keystile.webauthn.client;

import java.util.Set;

/**
 * Why client data are refused, whichever the ceremony; each case carries what came and what was expected, for the log. The cases
 * stand in the order in which they are checked, that of L3 <a
 * href="https://www.w3.org/TR/webauthn-3/#sctn-registering-a-new-credential">§7.1</a> steps 7 to 11 and <a
 * href="https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion">§7.2</a> steps 10 to 14. None carries a challenge.
 */
public sealed interface ClientDataFailure {

    /**
     * A stable word for this kind of failure, in kebab-case, such as {@code origin-not-allowed}: for metrics and
     * tests, the same in every version.
     */
    String code();

    /** A sentence for the log, with both sides; not for the user. */
    String message();

    /**
     * The client data are of another kind of ceremony: L3 §7.1 step 7, §7.2 step 10.
     *
     * @param received what the client wrote: printable ASCII, at most 1024 characters
     * @param expected {@link CollectedClientData#CREATE} or {@link CollectedClientData#GET}
     */
    record WrongType(String received, String expected) implements ClientDataFailure {
        @Override
        public String code() {
            return "wrong-type";
        }

        @Override
        public String message() {
            return "the client data's type is '" + received + "', not '" + expected + "'";
        }
    }

    /**
     * Another challenge was answered: L3 §7.1 step 8, §7.2 step 11. It carries neither, since the expected one is a
     * secret.
     */
    record ChallengeMismatch() implements ClientDataFailure {
        @Override
        public String code() {
            return "challenge-mismatch";
        }

        @Override
        public String message() {
            return "the response answers another challenge than this ceremony's";
        }
    }

    /**
     * The ceremony ran at an origin that is not expected: L3 §7.1 step 9, §7.2 step 12.
     *
     * @param received what the client wrote, which need not be an origin: printable ASCII, at most 1024 characters
     * @param allowed those expected, of which it must be one to the letter
     */
    record OriginNotAllowed(String received, Set<Origin> allowed) implements ClientDataFailure {
        @Override
        public String code() {
            return "origin-not-allowed";
        }

        @Override
        public String message() {
            return "the origin is '" + received + "', not one of " + allowed;
        }
    }

    /**
     * The ceremony ran in a frame inside a foreign page, which is not expected: L3 §7.1 step 10, §7.2 step 13.
     *
     * @param origin that of the frame, one of those expected
     */
    record CrossOriginNotAllowed(String origin) implements ClientDataFailure {
        @Override
        public String code() {
            return "cross-origin-not-allowed";
        }

        @Override
        public String message() {
            return "the ceremony ran at '" + origin + "' in a frame inside a page of another origin";
        }
    }

    /**
     * The page around the frame is not an expected one: L3 §7.1 step 11, §7.2 step 14.
     *
     * @param received what the client wrote: printable ASCII, at most 1024 characters
     * @param allowed those expected; empty if no frame in a foreign page is
     */
    record TopOriginNotAllowed(String received, Set<Origin> allowed) implements ClientDataFailure {
        @Override
        public String code() {
            return "top-origin-not-allowed";
        }

        @Override
        public String message() {
            return "the page around the frame is of '" + received + "', not one of " + allowed;
        }
    }
}
