package dev.keystile.webauthn.der;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.testing.AttestationAuthority;
import java.io.InputStream;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CRL;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateFactorySpi;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class X509Test {

    private static final X509Certificate ROOT =
            AttestationAuthority.builder().seed(1).build().root();

    /** Reads nothing. */
    public static final class Refusing extends CertificateFactorySpi {

        @Override
        public Certificate engineGenerateCertificate(InputStream in) throws CertificateException {
            throw new CertificateException("refused");
        }

        @Override
        public Collection<? extends Certificate> engineGenerateCertificates(InputStream in) {
            return List.of();
        }

        @Override
        public CRL engineGenerateCRL(InputStream in) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Collection<? extends CRL> engineGenerateCRLs(InputStream in) {
            return List.of();
        }
    }

    private static final class RefusingProvider extends Provider {
        private static final long serialVersionUID = 1;

        RefusingProvider() {
            super("Refusing", "1", "Has a certificate factory that reads nothing");
            put("CertificateFactory.X.509", Refusing.class.getName());
        }
    }

    @Test
    void readsTheSameWhicheverProviderIsInstalledFirst() throws Exception {
        ByteString encoded = ByteString.copyOf(ROOT.getEncoded());
        Provider first = new RefusingProvider();
        Security.insertProviderAt(first, 1);
        try {
            assertThatThrownBy(() ->
                            CertificateFactory.getInstance("X.509").generateCertificate(InputStream.nullInputStream()))
                    .hasMessage("refused");

            X509Certificate read = X509.certificate(encoded);

            assertThat(read).isEqualTo(ROOT);
            assertThat(X509.path(List.of(read)).getCertificates()).hasSize(1);
        } finally {
            Security.removeProvider(first.getName());
        }
    }
}
