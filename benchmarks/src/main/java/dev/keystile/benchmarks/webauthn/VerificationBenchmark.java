package dev.keystile.benchmarks.webauthn;

import dev.keystile.peers.Keystile;
import dev.keystile.peers.Peer;
import dev.keystile.peers.Verification;
import dev.keystile.peers.Webauthn4j;
import dev.keystile.peers.Yubico;
import dev.keystile.webauthn.cose.SignatureSuite;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From a response's JSON text to the verdict, one ceremony by one contestant in each JVM. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VerificationBenchmark {

    /** Which ceremony. */
    public enum Ceremony {
        AUTHENTICATION,
        REGISTRATION_NONE,
        /** Of a model that has been registered before: its certificate path is known to those who remember paths. */
        REGISTRATION_PACKED,
        /** The first of its model. */
        REGISTRATION_PACKED_FIRST;

        boolean isPacked() {
            return this == REGISTRATION_PACKED || this == REGISTRATION_PACKED_FIRST;
        }
    }

    /** Who verifies it. */
    public enum Contestant {
        BARE,
        KEYSTILE,
        YUBICO,
        WEBAUTHN4J
    }

    @Param
    private Ceremony ceremony = Ceremony.AUTHENTICATION;

    @Param
    private CryptoProvider provider = CryptoProvider.PLATFORM;

    @Param
    private Contestant contestant = Contestant.BARE;

    private Verification verification = json -> json;
    private String response = "";

    @Setup
    public void begin() throws Exception {
        if (contestant != Contestant.KEYSTILE) {
            provider.installFirst();
        }
        Ceremonies ceremonies = ceremony.isPacked() ? Ceremonies.packed() : Ceremonies.withoutAttestation();
        response =
                ceremony == Ceremony.AUTHENTICATION ? ceremonies.authenticationJson() : ceremonies.registrationJson();
        verification = contestant == Contestant.BARE ? bare(ceremonies) : by(peer(), ceremonies);
        verification.verify(response);
    }

    @Benchmark
    public Object verify() throws Exception {
        return verification.verify(response);
    }

    private Verification bare(Ceremonies ceremonies) throws Exception {
        BareCheck bare = new BareCheck(provider.provider());
        return switch (ceremony) {
            case AUTHENTICATION -> bare.authentication(ceremonies);
            case REGISTRATION_NONE -> bare.registrationWithoutAttestation(ceremonies);
            case REGISTRATION_PACKED, REGISTRATION_PACKED_FIRST -> bare.packedRegistration(ceremonies);
        };
    }

    private Verification by(Peer peer, Ceremonies ceremonies) {
        if (ceremony == Ceremony.AUTHENTICATION) {
            return peer.authentication(ceremonies.authentication());
        }
        // Keystile alone remembers paths; what a new relying party costs counts then, too.
        return ceremony == Ceremony.REGISTRATION_PACKED_FIRST && contestant == Contestant.KEYSTILE
                ? json -> peer.registration(ceremonies.registration()).verify(json)
                : peer.registration(ceremonies.registration());
    }

    private Peer peer() {
        return switch (contestant) {
            case YUBICO -> new Yubico();
            case WEBAUTHN4J -> new Webauthn4j();
            case KEYSTILE, BARE ->
                new Keystile(Optional.of(provider)
                        .flatMap(CryptoProvider::provider)
                        .map(chosen -> SignatureSuite.of(chosen).orElse(SignatureSuite.platform()))
                        .orElseGet(SignatureSuite::platform));
        };
    }
}
