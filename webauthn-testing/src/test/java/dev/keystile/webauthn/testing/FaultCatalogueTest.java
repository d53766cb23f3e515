package dev.keystile.webauthn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault that can be asked for changes some response, and the proper one stays as it is without it. */
class FaultCatalogueTest {
    private static final long SEED = 11;
    private static final List<Class<?>> CATALOGUES = List.of(
            Fault.class,
            CredentialKeyFault.class,
            SignatureFault.class,
            ChainFault.class,
            TpmFault.class,
            AndroidKeyFault.class,
            AppleFault.class,
            SafetyNetFault.class,
            CompoundFault.class);
    private static final AttestationAuthority AUTHORITY =
            AttestationAuthority.builder().intermediate(true).seed(SEED).build();

    private static final List<Attestation> ATTESTATIONS = List.of(
            Attestation.self(),
            Attestation.packed(AUTHORITY),
            Attestation.tpm(AUTHORITY),
            Attestation.androidKey(AUTHORITY),
            Attestation.apple(AUTHORITY),
            Attestation.fidoU2f(AUTHORITY),
            Attestation.androidSafetyNet(AUTHORITY),
            Attestation.compound(Attestation.packed(AUTHORITY), Attestation.self()));

    private final WebAuthnClient client = WebAuthnClient.at(Ceremonies.ORIGIN);

    record Example(String name, List<Fault> variants) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Example> everyFault() {
        List<Example> examples = new ArrayList<>();
        for (Class<?> catalogue : CATALOGUES) {
            for (Method method : catalogue.getMethods()) {
                if (method.getReturnType() == Fault.class && Modifier.isStatic(method.getModifiers())) {
                    examples.add(example(catalogue, method, null));
                }
            }
        }
        for (Method method : ChainFault.class.getMethods()) {
            if (method.getReturnType() == Fault.class && !Modifier.isStatic(method.getModifiers())) {
                examples.add(example(ChainFault.class, method, ChainFault.leaf()));
            }
        }
        return examples.stream();
    }

    @Test
    void theCatalogueIsRich() {
        assertThat(everyFault()).hasSizeGreaterThan(120);
    }

    @ParameterizedTest
    @MethodSource("everyFault")
    void changesSomeResponse(Example example) {
        List<String> reasons = new ArrayList<>();
        for (Fault fault : example.variants()) {
            for (Function<Fault[], String> ceremony : ceremonies()) {
                try {
                    String faulty = ceremony.apply(new Fault[] {fault});
                    assertThat(faulty).isNotEqualTo(ceremony.apply(new Fault[0]));
                    return;
                } catch (IllegalArgumentException | IllegalStateException e) {
                    reasons.add(String.valueOf(e.getMessage()));
                }
            }
        }
        fail("nothing for %s to act on: %s", example, reasons);
    }

    private List<Function<Fault[], String>> ceremonies() {
        List<Function<Fault[], String>> ceremonies = new ArrayList<>();
        for (Attestation attestation : ATTESTATIONS) {
            ceremonies.add(faults -> client.create(Ceremonies.creation(), authenticator(attestation), faults));
        }
        ceremonies.add(faults -> client.create(
                Ceremonies.creation(Algorithm.RS256),
                authenticator(Attestation.none()).withAlgorithms(Algorithm.RS256),
                faults));
        ceremonies.add(faults -> {
            SoftwareAuthenticator authenticator = authenticator(Attestation.none());
            client.create(Ceremonies.creation(), authenticator);
            return client.get(Ceremonies.request(), authenticator, faults);
        });
        return ceremonies;
    }

    private static SoftwareAuthenticator authenticator(Attestation attestation) {
        return SoftwareAuthenticator.builder()
                .aaguid(new UUID(1, 2))
                .attestation(attestation)
                .seed(SEED)
                .build();
    }

    /** The fault with plausible arguments, several where one value may be what the response has anyway. */
    private static Example example(Class<?> catalogue, Method method, @Nullable Object target) {
        List<Fault> variants = new ArrayList<>();
        for (boolean truth : new boolean[] {true, false}) {
            for (int number : new int[] {1, 40}) {
                Object[] arguments = Stream.of(method.getParameterTypes())
                        .map(type -> argument(type, method.getName(), truth, number))
                        .toArray();
                try {
                    variants.add((Fault) method.invoke(target, arguments));
                } catch (InvocationTargetException e) {
                    // Arguments that this fault does not take; another variant will do.
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return new Example(catalogue.getSimpleName() + "." + method.getName(), variants);
    }

    private static Object argument(Class<?> type, String method, boolean truth, int number) {
        if (type == boolean.class) {
            return truth;
        } else if (type == int.class) {
            return method.equals("rsa") ? 1024 : number;
        } else if (type == long.class) {
            return method.equals("rsa") ? 3L : method.startsWith("parameter") ? -2L : (long) number;
        } else if (type == String.class) {
            return switch (method) {
                case "subject", "subjectWithout" -> "OU";
                case "withoutExtension", "keyPurposes" -> CertificateDraft.BASIC_CONSTRAINTS;
                case "extension" -> "1.2.3.4";
                default -> "https://other.example";
            };
        } else if (type == String[].class) {
            return new String[] {"1.2.3"};
        } else if (type == byte[].class) {
            return new byte[] {1, 2, 3};
        } else if (type == int[].class) {
            return new int[] {0, 1};
        } else if (type == Map.class) {
            return Map.of("example", 1L);
        } else if (type == UUID.class) {
            return new UUID(5, 6);
        } else if (type == Instant.class) {
            return Instant.parse("2001-02-03T04:05:06Z");
        } else if (type == Duration.class) {
            return Duration.ofHours(-1);
        } else if (type == Algorithm.class) {
            return Algorithm.ES384;
        } else if (type == AuthenticatorFlag.class) {
            return AuthenticatorFlag.BACKUP_STATE;
        } else if (type == CborForm.class) {
            return CborForm.INDEFINITE;
        } else if (type == TpmHash.class) {
            return TpmHash.SHA512;
        } else if (type == Fault.class) {
            return Fault.statement("alg").missing();
        } else if (type == SoftwareCredential.class) {
            SoftwareAuthenticator other = authenticator(Attestation.none());
            WebAuthnClient.at(Ceremonies.ORIGIN).create(Ceremonies.creation(), other);
            return other.newestCredential();
        } else if (type == Consumer.class) {
            return (Consumer<Map<Object, Object>>) members -> members.put("extra", 1L);
        } else if (type == UnaryOperator.class) {
            return (UnaryOperator<Object>)
                    value -> value instanceof byte[] bytes ? Bytes.concat(bytes, new byte[1]) : value + " ";
        } else if (type == Object.class) {
            return new LinkedHashMap<>(Map.of("a", 1L));
        }
        throw new AssertionError("an argument of type " + type);
    }
}
