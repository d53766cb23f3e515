package dev.keystile.webauthn.metadata;

import dev.keystile.webauthn.bytes.ByteString;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes a response's body as far as it stays within a limit, and breaks off where it does not. */
final class LimitedBody implements BodySubscriber<ByteString> {

    private final int limit;
    private final CompletableFuture<ByteString> whole = new CompletableFuture<>();
    private final List<ByteString> parts = new ArrayList<>();
    private int length;
    private Flow.@Nullable Subscription subscription;

    private LimitedBody(int limit) {
        this.limit = limit;
    }

    static BodyHandler<ByteString> upTo(int limit) {
        return response -> new LimitedBody(limit);
    }

    @Override
    public CompletionStage<ByteString> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        Flow.Subscription more = subscription;
        if (more == null || whole.isDone()) {
            return;
        }
        for (ByteBuffer buffer : buffers) {
            if (buffer.remaining() > limit - length) {
                parts.clear();
                whole.completeExceptionally(new IOException("longer than " + limit + " bytes"));
                more.cancel();
                return;
            }
            length += buffer.remaining();
            parts.add(ByteString.copyOf(buffer));
        }
        more.request(1);
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(ByteString.empty().concat(parts.toArray(ByteString[]::new)));
    }
}
