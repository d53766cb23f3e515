package dev.keystile.webauthn.testing;

/**
 * What options demand of the authenticator
 * (<a href="https://www.w3.org/TR/webauthn-3/#dictionary-authenticatorSelection">L3 §5.4.4</a>), and whether one meets it.
 *
 * @param criteria the options' {@code authenticatorSelection}; in a sign-in the options themselves, which have no more than
 *     {@code userVerification}
 */
record AuthenticatorSelection(Options criteria) {

    static AuthenticatorSelection of(Options creationOptions) {
        return new AuthenticatorSelection(
                creationOptions.object("authenticatorSelection").orElse(Options.none()));
    }

    void requireAttachment(SoftwareAuthenticator authenticator) {
        String here = authenticator.attachment().value();
        String asked = criteria.text("authenticatorAttachment").orElse(here);
        if (!asked.equals(here)) {
            throw new DomException.NotAllowedError("the authenticator is " + here + ", asked for is " + asked);
        }
    }

    /** Whether the credential is to be discoverable. */
    boolean discoverable(SoftwareAuthenticator authenticator) {
        String residentKey =
                criteria.text("residentKey").orElse(criteria.flag("requireResidentKey") ? "required" : "discouraged");
        if (residentKey.equals("required") && !authenticator.canMakeDiscoverable()) {
            throw new DomException.NotAllowedError("the authenticator makes no discoverable credentials");
        }
        return authenticator.canMakeDiscoverable() && !residentKey.equals("discouraged");
    }

    /**
     * Whether the user is to be verified.
     *
     * @param neededAnyway whether it is needed even where the options discourage it
     */
    boolean userVerification(SoftwareAuthenticator authenticator, boolean neededAnyway) {
        String asked = userVerification();
        if (asked.equals("required") && !authenticator.canVerifyUser()) {
            throw new DomException.NotAllowedError("user verification is required and the authenticator has none");
        }
        return authenticator.canVerifyUser() && (neededAnyway || !asked.equals("discouraged"));
    }

    /** For what happens in passing, when nobody can be asked for anything. */
    boolean noUserVerification() {
        if (userVerification().equals("required")) {
            throw new DomException.ConstraintError("user verification is required and nobody can be asked for it");
        }
        return false;
    }

    private String userVerification() {
        return criteria.text("userVerification").orElse("preferred");
    }
}
