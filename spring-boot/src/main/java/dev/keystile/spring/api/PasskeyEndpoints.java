package dev.keystile.spring.api;

import dev.keystile.passkeys.Accounts;
import dev.keystile.passkeys.AddPasskey;
import dev.keystile.passkeys.BegunCeremony;
import dev.keystile.passkeys.Client;
import dev.keystile.passkeys.OwnPasskeys;
import dev.keystile.passkeys.Reauthentication;
import dev.keystile.passkeys.RefusedException;
import dev.keystile.passkeys.SignIn;
import dev.keystile.passkeys.SignUp;
import dev.keystile.passkeys.SignedIn;
import dev.keystile.passkeys.account.Account;
import dev.keystile.passkeys.account.AccountHolder;
import dev.keystile.passkeys.account.AccountId;
import dev.keystile.passkeys.account.InvalidNameException;
import dev.keystile.passkeys.account.Passkey;
import dev.keystile.passkeys.account.Username;
import dev.keystile.passkeys.ceremony.CeremonyKind;
import dev.keystile.spring.problem.Problem;
import dev.keystile.spring.problem.ProblemException;
import dev.keystile.spring.problem.ProblemType;
import dev.keystile.spring.security.BrowserCookie;
import dev.keystile.spring.security.PasskeyAuthentication;
import dev.keystile.spring.security.PasskeySession;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/**
 * What each endpoint does: reads the request, calls the use case that fits whoever is signed in, and tells the outcome.
 * Who is signed in is known from the session alone, never from the body.
 */
final class PasskeyEndpoints {

    private final Function<String, Optional<CeremonyKind>> kindOf;
    private final SignUp signUp;
    private final SignIn signIn;
    private final Reauthentication reauthentication;
    private final AddPasskey addPasskey;
    private final OwnPasskeys ownPasskeys;
    private final Accounts accounts;
    private final RpId rpId;
    private final PasskeySession session;
    private final SignInEvents events;
    private final RecentSignIn recentSignIn;
    private final BrowserCookie browserCookie;

    PasskeyEndpoints(
            Function<String, Optional<CeremonyKind>> kindOf,
            SignUp signUp,
            SignIn signIn,
            Reauthentication reauthentication,
            AddPasskey addPasskey,
            OwnPasskeys ownPasskeys,
            Accounts accounts,
            RpId rpId,
            PasskeySession session,
            SignInEvents events,
            RecentSignIn recentSignIn,
            BrowserCookie browserCookie) {
        this.kindOf = kindOf;
        this.signUp = signUp;
        this.signIn = signIn;
        this.reauthentication = reauthentication;
        this.addPasskey = addPasskey;
        this.ownPasskeys = ownPasskeys;
        this.accounts = accounts;
        this.rpId = rpId;
        this.session = session;
        this.events = events;
        this.recentSignIn = recentSignIn;
        this.browserCookie = browserCookie;
    }

    /** {@code POST registration/options}: begins a sign-up, or adding a passkey for whoever is signed in. */
    Answer beginRegistration(ApiCall call) throws ProblemException, RefusedException {
        JsonObject body = call.body();
        Optional<PasskeyAuthentication> current = session.current();
        BegunCeremony begun;
        if (current.isPresent()) {
            refuseSignUpOfSomebodyElse(body, current.get());
            recentSignIn.demandToAdd(current.get());
            begun = addPasskey.begin(current.get().accountId(), beginner(call));
        } else {
            begun = signUp.begin(ApiCall.string(body, "username"), ApiCall.string(body, "displayName"), beginner(call));
        }
        return Answer.ok(ApiJson.begun(begun));
    }

    /** From a page that was open before another tab signed in: its passkey must not become one more of that account's. */
    private static void refuseSignUpOfSomebodyElse(JsonObject body, PasskeyAuthentication current)
            throws ProblemException {
        if (body.has("username")
                && !isUsername(
                        ApiCall.string(body, "username"), current.getPrincipal().username())) {
            throw new ProblemException(Problem.of(ProblemType.ALREADY_SIGNED_IN));
        }
    }

    private static boolean isUsername(String text, String username) {
        try {
            return Username.parse(text).equals(Username.parse(username));
        } catch (InvalidNameException e) {
            return false;
        }
    }

    /** {@code POST registration}: finishes either, and after a sign-up the person is signed in. */
    Answer finishRegistration(ApiCall call) throws ProblemException, RefusedException {
        JsonObject body = call.body();
        String ceremony = ApiCall.string(body, "ceremony");
        String credential = ApiCall.object(body, "credential");
        Optional<PasskeyAuthentication> current = session.current();
        if (current.isPresent()) {
            Passkey added = addPasskey.finish(current.get().holder(), ceremony, credential, finisher(call));
            return Answer.created(ApiJson.registered(added, current.get().getPrincipal()));
        }
        SignedIn signedUp = signUp.finish(ceremony, credential, finisher(call));
        PasskeyAuthentication authentication = session.begin(signedUp, call.request(), call.response());
        events.succeeded(authentication);
        return Answer.created(ApiJson.registered(signedUp.passkey(), authentication.getPrincipal()));
    }

    /** {@code POST authentication/options}: begins a sign-in, or confirming that it is still whoever is signed in. */
    Answer beginAuthentication(ApiCall call) throws ProblemException, RefusedException {
        call.body();
        Optional<PasskeyAuthentication> current = session.current();
        BegunCeremony begun = current.isPresent()
                ? reauthentication.begin(current.get().accountId(), beginner(call))
                : signIn.begin(beginner(call));
        return Answer.ok(ApiJson.begun(begun));
    }

    /** {@code POST authentication}: finishes either; the session begins, or begins anew. */
    Answer finishAuthentication(ApiCall call) throws ProblemException, RefusedException {
        JsonObject body = call.body();
        String ceremony = ApiCall.string(body, "ceremony");
        String credential = ApiCall.object(body, "credential");
        SignedIn signedIn;
        try {
            signedIn = authenticate(call, ceremony, credential);
        } catch (RefusedException e) {
            events.failed(e, call.request());
            throw e;
        }
        PasskeyAuthentication authentication = session.begin(signedIn, call.request(), call.response());
        events.succeeded(authentication);
        return Answer.ok(ApiJson.signedIn(authentication, signedIn.passkey()));
    }

    /**
     * With somebody signed in, confirms that it is still they. A ceremony that was begun in another tab before anybody was
     * signed in is a sign-in like any other, though, perhaps into another account.
     */
    private SignedIn authenticate(ApiCall call, String ceremony, String credential) throws RefusedException {
        Optional<PasskeyAuthentication> current = session.current();
        boolean begunAsSignIn =
                kindOf.apply(ceremony).filter(CeremonyKind.SIGN_IN::equals).isPresent();
        return current.isPresent() && !begunAsSignIn
                ? reauthentication.finish(current.get().accountId(), ceremony, credential, finisher(call))
                : signIn.finish(ceremony, credential, finisher(call));
    }

    /** {@code GET passkeys}: the account's passkeys, and what the browser's Signal API wants to know beside them. */
    Answer list(ApiCall call) throws ProblemException {
        AccountId id = signedIn().accountId();
        Account account = accounts.find(id).orElseThrow(PasskeyEndpoints::notSignedIn);
        return Answer.ok(ApiJson.passkeys(rpId, account, ownPasskeys.list(id)));
    }

    /** {@code PATCH passkeys/{id}}: gives a passkey another name. */
    Answer rename(ApiCall call) throws ProblemException, RefusedException {
        AccountHolder holder = signedIn().holder();
        String name = ApiCall.string(call.body(), "name");
        return Answer.ok(ApiJson.passkey(ownPasskeys.rename(holder, call.passkeyId(), name, finisher(call))));
    }

    /** {@code DELETE passkeys/{id}}: removes a passkey, unless it is the last. */
    Answer remove(ApiCall call) throws ProblemException, RefusedException {
        PasskeyAuthentication current = signedIn();
        recentSignIn.demandToRemove(current);
        ownPasskeys.remove(current.holder(), call.passkeyId(), finisher(call));
        return Answer.noContent();
    }

    private PasskeyAuthentication signedIn() throws ProblemException {
        return session.current().orElseThrow(PasskeyEndpoints::notSignedIn);
    }

    private static ProblemException notSignedIn() {
        return new ProblemException(Problem.of(ProblemType.NOT_SIGNED_IN));
    }

    /** The client of a step that begins a ceremony: its browser is marked, so that no other can finish it. */
    private Client beginner(ApiCall call) {
        return Client.browser(browserCookie.bind(call.request(), call.response()))
                .at(call.request().getRemoteAddr());
    }

    private Client finisher(ApiCall call) {
        return Client.browser(browserCookie.read(call.request()))
                .at(call.request().getRemoteAddr());
    }
}
