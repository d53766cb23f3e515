package dev.keystile.webauthn.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.cose.CoseAlgorithm;
import dev.keystile.webauthn.testing.AndroidKeyFault;
import dev.keystile.webauthn.testing.Attestation;
import dev.keystile.webauthn.testing.AttestationAuthority;
import dev.keystile.webauthn.testing.ChainFault;
import dev.keystile.webauthn.testing.CompoundFault;
import dev.keystile.webauthn.testing.Fault;
import dev.keystile.webauthn.testing.SignatureFault;
import dev.keystile.webauthn.testing.SoftwareAuthenticator;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of L3 §8.9 with a statement that keeps it, and one that differs only in breaking it. */
class CompoundFormatTest {

    private static final AttestationAuthority FIRST = AttestationAuthority.create();
    private static final AttestationAuthority SECOND = AttestationAuthority.create();

    private final AttestationTrial trial =
            of(Attestation.compound(Attestation.packed(FIRST), Attestation.androidKey(SECOND)));

    private static AttestationTrial of(Attestation attestation) {
        return AttestationTrial.of(
                SoftwareAuthenticator.builder().attestation(attestation).build());
    }

    private static TrustAnchorSource knowing(Map<AttestationFormat, TrustAnchors> anchors) {
        return subject -> anchors.getOrDefault(subject.format(), new TrustAnchors.Unknown());
    }

    private static TrustAnchors known(AttestationAuthority authority) {
        return new TrustAnchors.Known(Set.of(authority.root()), "known");
    }

    private AttestationTrial knowingOf(TrustAnchors packed, TrustAnchors androidKey) {
        return new AttestationTrial(
                trial.authenticator(),
                trial.policy(),
                knowing(Map.of(AttestationFormat.PACKED, packed, AttestationFormat.ANDROID_KEY, androidKey)));
    }

    @Test
    void givesTheVerdictOfEachPart() {
        dev.keystile.webauthn.attestation.Attestation accepted = trial.accepted();

        assertThat(accepted.format()).isEqualTo(AttestationFormat.COMPOUND);
        assertThat(accepted.type()).isEqualTo(AttestationType.COMPOUND);
        assertThat(accepted.certificates()).isEmpty();
        assertThat(accepted.parts())
                .extracting(dev.keystile.webauthn.attestation.Attestation::format)
                .containsExactly(AttestationFormat.PACKED, AttestationFormat.ANDROID_KEY);
        assertThat(accepted.parts())
                .allSatisfy(part -> assertThat(part.certificates()).isNotEmpty());
    }

    @Test
    void isVerifiedByOnePartUnlessAnotherFailsToBe() {
        AttestationTrust verified = new AttestationTrust.Verified(FIRST.root(), "known");
        TrustAnchors unknown = new TrustAnchors.Unknown();
        TrustAnchors revoked = new TrustAnchors.Refused("revoked", "it was revoked");

        assertThat(knowingOf(known(FIRST), known(SECOND)).accepted().trust()).isEqualTo(verified);
        assertThat(knowingOf(known(FIRST), unknown).accepted().trust()).isEqualTo(verified);
        assertThat(knowingOf(unknown, known(SECOND)).accepted().trust())
                .isEqualTo(new AttestationTrust.Verified(SECOND.root(), "known"));
        assertThat(knowingOf(unknown, unknown).accepted().trust()).isEqualTo(new AttestationTrust.Unknown());
        assertThat(knowingOf(known(FIRST), known(FIRST)).accepted().trust())
                .isInstanceOf(AttestationTrust.Unverified.class);
        assertThat(knowingOf(known(FIRST), revoked)
                        .with(AttestationPolicy.verifiedIfKnown())
                        .refused())
                .isInstanceOf(AttestationFailure.TrustInsufficient.class);
        assertThat(knowingOf(revoked, known(SECOND))
                        .with(AttestationPolicy.verified())
                        .refused())
                .isInstanceOf(AttestationFailure.TrustInsufficient.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void isRefusedIfOnePartIs(int index) {
        AttestationFormat format = index == 0 ? AttestationFormat.PACKED : AttestationFormat.ANDROID_KEY;

        assertThat(trial.refused(CompoundFault.inside(index, SignatureFault.wrong())))
                .isEqualTo(new AttestationFailure.PartRefused(
                        index, format, new AttestationFailure.SignatureInvalid(CoseAlgorithm.ES256)));
    }

    @Test
    void holdsItsPartsToTheRules() {
        Fault software = CompoundFault.inside(1, AndroidKeyFault.enforcedBySoftware());

        assertThat(trial.refused(software)).isInstanceOf(AttestationFailure.PartRefused.class);
        assertThat(trial.with(AttestationRules.standard().withAndroidKey(AndroidKeyEnforcement.SOFTWARE))
                        .accepted(software))
                .isNotNull();
    }

    static Map<Fault, String> malformedParts() {
        return Map.of(
                Fault.statement("alg").missing(), "attStmt[1].attStmt.alg",
                Fault.statement("sig").empty(), "attStmt[1].attStmt.sig",
                Fault.statement("more").is(true), "attStmt[1].attStmt",
                ChainFault.element(0, new byte[] {1}), "attStmt[1].attStmt.x5c[0]@0",
                AndroidKeyFault.descriptionLeftover((byte) 0),
                        "attStmt[1].attStmt.x5c[0].extension 1.3.6.1.4.1.11129.2.1.17");
    }

    @Test
    void saysWhereAPartIsMalformed() {
        malformedParts()
                .forEach((fault, place) -> assertThat(trial.refused(CompoundFault.inside(1, fault)))
                        .isInstanceOfSatisfying(AttestationFailure.PartRefused.class, part -> {
                            assertThat(part.index()).isEqualTo(1);
                            assertThat(((AttestationFailure.StatementMalformed) part.reason())
                                            .problem()
                                            .place())
                                    .as("%s", fault)
                                    .startsWith(place);
                        }));
    }

    @Test
    void hasTwoPartsAtLeast() {
        trial.malformed("attStmt", CompoundFault.empty());
        trial.malformed("attStmt", CompoundFault.single());
    }

    @Test
    void hasEightPartsAtMost() {
        Attestation self = Attestation.self();
        assertThat(of(Attestation.compound(self, self, self, self, self, self, self, self))
                        .accepted()
                        .parts())
                .hasSize(8);
        of(Attestation.compound(self, self, self, self, self, self, self, self, self))
                .malformed("attStmt");
    }

    @Test
    void isNotNested() {
        trial.malformed("attStmt[0].fmt", CompoundFault.nested());
    }

    @Test
    void hasNothingButStatements() {
        trial.malformed("attStmt[2]", CompoundFault.stranger("text"));
        trial.malformed("attStmt[2].fmt", CompoundFault.stranger(Map.of()));
        trial.malformed("attStmt[2].fmt", CompoundFault.stranger(Map.of("fmt", "", "attStmt", Map.of())));
        trial.malformed("attStmt[2].attStmt", CompoundFault.stranger(Map.of("fmt", "none")));
        trial.malformed("attStmt[2].attStmt", CompoundFault.stranger(Map.of("fmt", "none", "attStmt", "text")));
        trial.malformed(
                "attStmt[2]", CompoundFault.stranger(Map.of("fmt", "none", "attStmt", Map.of(), "authData", "text")));
        assertThat(trial.accepted(CompoundFault.stranger(Map.of("fmt", "none", "attStmt", Map.of()))))
                .isNotNull();
    }

    @Test
    void isAnArray() {
        trial.malformed("attStmt", Fault.attestationObject("attStmt").is(new HashMap<>(Map.of("alg", -7L))));
    }

    @Test
    void holdsUnknownFormatsOnlyWherePolicyAllowsThemBesideKnownOnes() {
        AttestationTrial allowing = trial.with(AttestationRules.standard().withUnknownFormatsInCompound());
        Fault unknown = CompoundFault.unknownFormat(0);

        assertThat(trial.refused(unknown))
                .isEqualTo(new AttestationFailure.PartRefused(
                        0,
                        new AttestationFormat("unknown"),
                        new AttestationFailure.FormatUnknown(new AttestationFormat("unknown"))));
        assertThat(allowing.accepted(unknown).parts().get(0).type()).isEqualTo(AttestationType.UNKNOWN);
        allowing.breaks("attStmt", "of a known format", unknown, CompoundFault.unknownFormat(1));
    }

    @Test
    void needsItsOwnFormatAndThoseOfItsParts() {
        Set<AttestationFormat> all =
                Set.of(AttestationFormat.COMPOUND, AttestationFormat.PACKED, AttestationFormat.ANDROID_KEY);
        assertThat(trial.with(AttestationPolicy.any().withFormats(all)).accepted())
                .isNotNull();
        for (AttestationFormat lacking : all) {
            Set<AttestationFormat> rest = Set.copyOf(
                    all.stream().filter(format -> !format.equals(lacking)).toList());
            assertThat(trial.with(AttestationPolicy.any().withFormats(rest)).refused())
                    .isEqualTo(new AttestationFailure.FormatNotAccepted(lacking, rest));
        }
    }

    @Test
    void doesNotHideARetiredFormat() {
        AttestationTrial hiding = of(Attestation.compound(
                Attestation.packed(FIRST),
                Attestation.androidSafetyNet(SECOND, Clock.fixed(AttestationTrial.NOW, ZoneOffset.UTC))));

        assertThat(hiding.refused())
                .isEqualTo(new AttestationFailure.FormatNotAccepted(AttestationFormat.ANDROID_SAFETYNET, Set.of()));
        assertThat(hiding.with(AttestationPolicy.any()
                                .withFormats(Set.copyOf(List.of(
                                        AttestationFormat.COMPOUND,
                                        AttestationFormat.PACKED,
                                        AttestationFormat.ANDROID_SAFETYNET))))
                        .accepted())
                .isNotNull();
    }
}
