package dev.keystile.spring.problem;

/**
 * A kind of refusal: what clients decide by, whatever language the sentence is in. The use cases' own kinds become these
 * in {@link RefusalProblems}; here are the ones that HTTP adds.
 *
 * @param code stable, kebab-case
 * @param status the HTTP status it is answered with
 */
public record ProblemType(String code, int status) {

    /** The body is not the JSON that the endpoint takes. */
    public static final ProblemType MALFORMED_REQUEST = new ProblemType("malformed-request", 400);

    /** The URL or a header is one that no well-meaning client sends, such as a path with {@code //} in it. */
    public static final ProblemType REQUEST_REJECTED = new ProblemType("request-rejected", 400);

    /** Only somebody who is signed in with a passkey may do this. */
    public static final ProblemType NOT_SIGNED_IN = new ProblemType("not-signed-in", 401);

    /** The person signed in too long ago for this, and is to do so again. */
    public static final ProblemType RECENT_SIGN_IN_REQUIRED = new ProblemType("recent-sign-in-required", 403);

    /** The request did not come from one of the relying party's own pages. */
    public static final ProblemType CROSS_ORIGIN_REQUEST = new ProblemType("cross-origin-request", 403);

    /** There is nothing at this address. */
    public static final ProblemType NOT_FOUND = new ProblemType("not-found", 404);

    /** The address is right, the method is not; {@code Allow} names those that are. */
    public static final ProblemType METHOD_NOT_ALLOWED = new ProblemType("method-not-allowed", 405);

    /** The client takes no JSON. */
    public static final ProblemType NOT_ACCEPTABLE = new ProblemType("not-acceptable", 406);

    /** A sign-up was asked for in a browser in which somebody else is signed in. */
    public static final ProblemType ALREADY_SIGNED_IN = new ProblemType("already-signed-in", 409);

    /** The body is longer than any honest one. */
    public static final ProblemType REQUEST_TOO_LARGE = new ProblemType("request-too-large", 413);

    /** The body is not sent as JSON in UTF-8, or it is compressed. */
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE = new ProblemType("unsupported-media-type", 415);

    /** The database cannot be reached or is too busy; {@code Retry-After} says when to try again. */
    public static final ProblemType TEMPORARILY_UNAVAILABLE = new ProblemType("temporarily-unavailable", 503);

    /** Something broke here; the log says what. */
    public static final ProblemType INTERNAL_ERROR = new ProblemType("internal-error", 500);
}
