package dev.keystile.webauthn.internal.ceremony;

import dev.keystile.webauthn.client.Challenge;
import dev.keystile.webauthn.client.ClientDataFailure;
import dev.keystile.webauthn.client.CollectedClientData;
import dev.keystile.webauthn.client.OriginPolicy;

/** What client data have to say in either ceremony: L3 §7.1 steps 7 to 11, §7.2 steps 10 to 14. */
public final class ClientDataCheck {

    private ClientDataCheck() {}

    /**
     * Accepts client data of this type, for this challenge, from where the policy allows.
     *
     * @throws ClientDataRefusedException with the first failure in the specification's order
     */
    public static void check(CollectedClientData clientData, String type, Challenge challenge, OriginPolicy origins)
            throws ClientDataRefusedException {
        checkType(clientData, type); // L3 §7.1 step 7, §7.2 step 10
        checkChallenge(clientData, challenge); // L3 §7.1 step 8, §7.2 step 11
        checkOrigin(clientData, origins); // L3 §7.1 step 9, §7.2 step 12
        checkFrame(clientData, origins); // L3 §7.1 step 10, §7.2 step 13
        checkTopOrigin(clientData, origins); // L3 §7.1 step 11, §7.2 step 14
    }

    private static void checkType(CollectedClientData clientData, String type) throws ClientDataRefusedException {
        if (!clientData.type().equals(type)) {
            throw new ClientDataRefusedException(new ClientDataFailure.WrongType(clientData.type(), type));
        }
    }

    private static void checkChallenge(CollectedClientData clientData, Challenge challenge)
            throws ClientDataRefusedException {
        if (!challenge.matches(clientData.challenge())) {
            throw new ClientDataRefusedException(new ClientDataFailure.ChallengeMismatch());
        }
    }

    private static void checkOrigin(CollectedClientData clientData, OriginPolicy policy)
            throws ClientDataRefusedException {
        if (!policy.allows(clientData)) {
            throw new ClientDataRefusedException(
                    new ClientDataFailure.OriginNotAllowed(clientData.origin(), policy.origins()));
        }
    }

    private static void checkFrame(CollectedClientData clientData, OriginPolicy policy)
            throws ClientDataRefusedException {
        if (!policy.allowsFrame(clientData)) {
            throw new ClientDataRefusedException(new ClientDataFailure.CrossOriginNotAllowed(clientData.origin()));
        }
    }

    private static void checkTopOrigin(CollectedClientData clientData, OriginPolicy policy)
            throws ClientDataRefusedException {
        if (!policy.allowsTop(clientData)) {
            throw new ClientDataRefusedException(new ClientDataFailure.TopOriginNotAllowed(
                    clientData.topOrigin().orElse(""), policy.topOrigins()));
        }
    }
}
