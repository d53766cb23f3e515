package dev.keystile.spring.security;

import dev.keystile.passkeys.account.AccountHolder;
import dev.keystile.passkeys.account.AccountId;
import java.io.Externalizable;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.Serial;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Somebody signed in with a passkey: whose account, with which passkey, with what factors, and when.
 *
 * <p>{@link #getName()} is the account's id and {@link #getPrincipal()} a {@link SignedInAccount}. Serialized it is about
 * 200 bytes that hold no secret, in a form of its own that stays readable when this class changes, so that it can live in
 * a session store.
 */
public final class PasskeyAuthentication implements Authentication {

    @Serial
    private static final long serialVersionUID = 1L;

    private final SignedInAccount account;
    private final String passkeyId;
    private final boolean userVerified;
    private final List<String> amr;
    private final Instant authenticatedAt;
    private final List<GrantedAuthority> authorities;
    private final @Nullable Object details;
    private boolean authenticated;

    private PasskeyAuthentication(
            SignedInAccount account,
            String passkeyId,
            boolean userVerified,
            List<String> amr,
            Instant authenticatedAt,
            List<GrantedAuthority> authorities,
            @Nullable Object details,
            boolean authenticated) {
        this.account = account;
        this.passkeyId = passkeyId;
        this.userVerified = userVerified;
        this.amr = List.copyOf(amr);
        this.authenticatedAt = authenticatedAt;
        this.authorities = List.copyOf(authorities);
        this.details = details;
        this.authenticated = authenticated;
    }

    /**
     * An authentication that has just succeeded. To the authorities given it adds Spring Security's
     * {@code FACTOR_WEBAUTHN}, issued at the same moment.
     *
     * @param account whose account
     * @param passkeyId the credential id of the passkey, base64url
     * @param userVerified whether the authenticator verified who the person is, by PIN or biometrics
     * @param amr how, in the words of RFC 8176
     * @param authenticatedAt when; kept to the millisecond
     * @param authorities what the account may do
     */
    public static PasskeyAuthentication of(
            SignedInAccount account,
            String passkeyId,
            boolean userVerified,
            List<String> amr,
            Instant authenticatedAt,
            Collection<? extends GrantedAuthority> authorities) {
        Instant at = authenticatedAt.truncatedTo(ChronoUnit.MILLIS);
        List<GrantedAuthority> all = new ArrayList<>(authorities);
        all.add(factor(at));
        return new PasskeyAuthentication(account, passkeyId, userVerified, amr, at, all, null, true);
    }

    private static GrantedAuthority factor(Instant at) {
        return FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.WEBAUTHN_AUTHORITY)
                .issuedAt(at)
                .build();
    }

    /** The account's id. */
    public AccountId accountId() {
        return AccountId.parse(account.id());
    }

    /** The person, as holder of the account. */
    public AccountHolder holder() {
        return AccountHolder.signedInWith(accountId(), passkeyId);
    }

    /** The credential id of the passkey, base64url. */
    public String passkeyId() {
        return passkeyId;
    }

    /** Whether the authenticator verified who the person is, by PIN or biometrics. */
    public boolean userVerified() {
        return userVerified;
    }

    /** How the person signed in, in the words of RFC 8176: {@code hwk} or {@code swk}, {@code user}, {@code mfa}. */
    public List<String> amr() {
        return amr;
    }

    /** When the passkey was last used for this session. */
    public Instant authenticatedAt() {
        return authenticatedAt;
    }

    @Override
    public SignedInAccount getPrincipal() {
        return account;
    }

    /** The account's id. */
    @Override
    public String getName() {
        return account.getName();
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return authorities;
    }

    /** Nothing: what proved the passkey is not kept. */
    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public @Nullable Object getDetails() {
        return details;
    }

    @Override
    public boolean isAuthenticated() {
        return authenticated;
    }

    /** @throws IllegalArgumentException for {@code true}: only a passkey makes one authenticated */
    @Override
    public void setAuthenticated(boolean isAuthenticated) {
        if (isAuthenticated) {
            throw new IllegalArgumentException("Only signing in with a passkey makes this authenticated");
        }
        authenticated = false;
    }

    /** For a copy with other authorities or details; whose it is and how it came about cannot be changed. */
    @Override
    public Builder toBuilder() {
        return new Builder(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PasskeyAuthentication that
                && account.equals(that.account)
                && passkeyId.equals(that.passkeyId)
                && userVerified == that.userVerified
                && amr.equals(that.amr)
                && authenticatedAt.equals(that.authenticatedAt)
                && authorities.equals(that.authorities)
                && Objects.equals(details, that.details)
                && authenticated == that.authenticated;
    }

    @Override
    public int hashCode() {
        return Objects.hash(account, passkeyId, authenticatedAt);
    }

    @Override
    public String toString() {
        return "PasskeyAuthentication[account=%s, passkey=%s, amr=%s, at=%s, authorities=%s, authenticated=%s]"
                .formatted(account.id(), passkeyId, amr, authenticatedAt, authorities, authenticated);
    }

    @Serial
    private Object writeReplace() {
        return new Serialized(this);
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("A PasskeyAuthentication is read from its serialized form only");
    }

    /** Makes a copy with other authorities or details. */
    public static final class Builder implements Authentication.Builder<Builder> {

        private final PasskeyAuthentication original;
        private final Collection<GrantedAuthority> authorities;
        private @Nullable Object details;
        private boolean authenticated;

        private Builder(PasskeyAuthentication original) {
            this.original = original;
            this.authorities = new LinkedHashSet<>(original.authorities);
            this.details = original.details;
            this.authenticated = original.authenticated;
        }

        @Override
        public Builder authorities(Consumer<Collection<GrantedAuthority>> authorities) {
            authorities.accept(this.authorities);
            return this;
        }

        @Override
        public Builder details(@Nullable Object details) {
            this.details = details;
            return this;
        }

        /** @throws IllegalArgumentException for anybody but the account that signed in */
        @Override
        public Builder principal(@Nullable Object principal) {
            if (!original.account.equals(principal)) {
                throw new IllegalArgumentException("Whose sign-in with a passkey this is cannot be changed");
            }
            return this;
        }

        /** @throws IllegalArgumentException for {@code true} if the original is not */
        @Override
        public Builder authenticated(boolean authenticated) {
            if (authenticated && !original.authenticated) {
                throw new IllegalArgumentException("Only signing in with a passkey makes this authenticated");
            }
            this.authenticated = authenticated;
            return this;
        }

        @Override
        public PasskeyAuthentication build() {
            return new PasskeyAuthentication(
                    original.account,
                    original.passkeyId,
                    original.userVerified,
                    original.amr,
                    original.authenticatedAt,
                    List.copyOf(authorities),
                    details,
                    authenticated);
        }
    }

    /** What is written to a session store: a version, then the parts one after the other, without Java's field names. */
    private static final class Serialized implements Externalizable {

        @Serial
        private static final long serialVersionUID = 1L;

        private static final int VERSION = 1;
        private static final int THIS_FACTOR = 0;
        private static final int SIMPLE_AUTHORITY = 1;
        private static final int OTHER_AUTHORITY = 2;

        private @Nullable PasskeyAuthentication authentication;

        /** For deserialization only. */
        @SuppressWarnings("unused")
        public Serialized() {}

        Serialized(PasskeyAuthentication authentication) {
            this.authentication = authentication;
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            PasskeyAuthentication written = Objects.requireNonNull(authentication);
            out.writeByte(VERSION);
            out.writeUTF(written.account.id());
            out.writeUTF(written.account.username());
            out.writeUTF(written.account.displayName());
            out.writeUTF(written.passkeyId);
            out.writeBoolean(written.userVerified);
            out.writeUTF(String.join(" ", written.amr));
            out.writeLong(written.authenticatedAt.toEpochMilli());
            out.writeBoolean(written.authenticated);
            out.writeShort(written.authorities.size());
            for (GrantedAuthority authority : written.authorities) {
                writeAuthority(out, authority, written.authenticatedAt);
            }
            out.writeObject(written.details);
        }

        private static void writeAuthority(ObjectOutput out, GrantedAuthority authority, Instant authenticatedAt)
                throws IOException {
            if (authority.equals(factor(authenticatedAt))) {
                out.writeByte(THIS_FACTOR);
            } else if (authority.getClass() == SimpleGrantedAuthority.class) {
                out.writeByte(SIMPLE_AUTHORITY);
                out.writeUTF(Objects.requireNonNull(authority.getAuthority()));
            } else {
                out.writeByte(OTHER_AUTHORITY);
                out.writeObject(authority);
            }
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
            int version = in.readByte();
            if (version != VERSION) {
                throw new InvalidObjectException("A PasskeyAuthentication of version " + version + " cannot be read");
            }
            SignedInAccount account = new SignedInAccount(in.readUTF(), in.readUTF(), in.readUTF());
            String passkeyId = in.readUTF();
            boolean userVerified = in.readBoolean();
            String amr = in.readUTF();
            Instant authenticatedAt = Instant.ofEpochMilli(in.readLong());
            boolean authenticated = in.readBoolean();
            List<GrantedAuthority> authorities = new ArrayList<>();
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                authorities.add(readAuthority(in, authenticatedAt));
            }
            authentication = new PasskeyAuthentication(
                    account,
                    passkeyId,
                    userVerified,
                    amr.isEmpty() ? List.of() : List.of(amr.split(" ")),
                    authenticatedAt,
                    authorities,
                    in.readObject(),
                    authenticated);
        }

        private static GrantedAuthority readAuthority(ObjectInput in, Instant authenticatedAt)
                throws IOException, ClassNotFoundException {
            return switch (in.readByte()) {
                case THIS_FACTOR -> factor(authenticatedAt);
                case SIMPLE_AUTHORITY -> new SimpleGrantedAuthority(in.readUTF());
                case OTHER_AUTHORITY -> (GrantedAuthority) in.readObject();
                default -> throw new InvalidObjectException("An authority of a kind that is not known");
            };
        }

        @Serial
        private Object readResolve() {
            return Objects.requireNonNull(authentication);
        }
    }
}
