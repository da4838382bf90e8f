// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import com.unboundid.scim2.common.Path;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.filters.FilterType;
import com.unboundid.scim2.common.utils.FilterEvaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A filter in the grammar of RFC 7644, section 3.4.2.2. */
final class ScimFilter {
    /** In characters; it bounds how deep a filter can nest, too. */
    private static final int LONGEST = 2_000;

    private static final Set<String> MULTI_VALUED =
            Set.of("emails", "phonenumbers", "groups", "roles", "members", "photos", "addresses");

    private final Filter filter;

    private ScimFilter(Filter filter) {
        this.filter = filter;
    }

    /** Null for no filter. Refuses with {@code invalidFilter}. */
    static @Nullable ScimFilter parse(@Nullable String text) {
        if (text == null || text.isBlank()) return null;
        if (text.length() > LONGEST) {
            throw new ScimRefusal(400, "invalidFilter", "the filter is longer than " + LONGEST + " characters");
        }
        if (!closed(text)) throw new ScimRefusal(400, "invalidFilter", "a bracket or a text is not closed");
        try {
            return new ScimFilter(plain(Filter.fromString(text)));
        } catch (ScimException e) {
            throw new ScimRefusal(400, "invalidFilter", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // What the parser did not expect is no filter either.
            throw new ScimRefusal(400, "invalidFilter", "the filter cannot be read");
        }
    }

    /** Refuses with {@code invalidFilter} what cannot be compared. */
    boolean matches(ObjectNode resource) {
        try {
            return FilterEvaluator.evaluate(filter, resource);
        } catch (ScimException e) {
            throw new ScimRefusal(400, "invalidFilter", String.valueOf(e.getMessage()));
        }
    }

    /**
     * The text that the attribute must equal for the filter to match, null if it need not equal one.
     *
     * @param attribute e.g. {@code userName} or {@code emails.value}
     */
    @Nullable
    String mustEqual(String attribute) {
        return mustEqual(filter, attribute);
    }

    boolean mentions(String attribute) {
        return filter.toString().toLowerCase(Locale.ROOT).contains(attribute.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String mustEqual(Filter filter, String attribute) {
        if (filter.getFilterType() == FilterType.AND) {
            for (Filter part : filter.getCombinedFilters()) {
                String found = mustEqual(part, attribute);
                if (found != null) return found;
            }
            return null;
        }
        if (filter.getFilterType() == FilterType.COMPLEX_VALUE) {
            String outer = filter.getAttributePath() + ".";
            boolean within = attribute.regionMatches(true, 0, outer, 0, outer.length());
            return within ? mustEqual(filter.getValueFilter(), attribute.substring(outer.length())) : null;
        }
        if (filter.getFilterType() != FilterType.EQUAL) return null;
        JsonNode value = filter.getComparisonValue();
        boolean same = filter.getAttributePath().toString().equalsIgnoreCase(attribute);
        return same && value.isString() ? value.asString() : null;
    }

    /** The parser lets the end of the filter close a bracket. */
    private static boolean closed(String text) {
        int open = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') i++;
            else if (c == '"') quoted = !quoted;
            else if (!quoted && c == '[') open++;
            else if (!quoted && c == ']') open--;
        }
        return open == 0 && !quoted;
    }

    /** Without the core schemas' URNs, and with the {@code value} that a multi-valued attribute is compared by. */
    private static Filter plain(Filter filter) throws ScimException {
        return switch (filter.getFilterType()) {
            case AND -> Filter.and(plain(filter.getCombinedFilters()));
            case OR -> Filter.or(plain(filter.getCombinedFilters()));
            case NOT -> Filter.not(plain(filter.getInvertedFilter()));
            case COMPLEX_VALUE -> Filter.complex(plain(filter.getAttributePath(), false), filter.getValueFilter());
            case PRESENT -> Filter.pr(plain(filter.getAttributePath(), false));
            case EQUAL -> Filter.eq(plain(filter.getAttributePath(), true), filter.getComparisonValue());
            case NOT_EQUAL -> Filter.ne(plain(filter.getAttributePath(), true), filter.getComparisonValue());
            case CONTAINS -> Filter.co(plain(filter.getAttributePath(), true), filter.getComparisonValue());
            case STARTS_WITH -> Filter.sw(plain(filter.getAttributePath(), true), filter.getComparisonValue());
            case ENDS_WITH -> Filter.ew(plain(filter.getAttributePath(), true), filter.getComparisonValue());
            case GREATER_THAN -> Filter.gt(plain(filter.getAttributePath(), true), filter.getComparisonValue());
            case GREATER_OR_EQUAL -> Filter.ge(plain(filter.getAttributePath(), true), filter.getComparisonValue());
            case LESS_THAN -> Filter.lt(plain(filter.getAttributePath(), true), filter.getComparisonValue());
            case LESS_OR_EQUAL -> Filter.le(plain(filter.getAttributePath(), true), filter.getComparisonValue());
        };
    }

    private static List<Filter> plain(List<Filter> filters) throws ScimException {
        var plain = new ArrayList<Filter>(filters.size());
        for (Filter each : filters) plain.add(plain(each));
        return plain;
    }

    private static Path plain(Path path, boolean compared) {
        Path plain = ScimPaths.withoutCore(path);
        if (plain.size() != 1 || plain.getSchemaUrn() != null) return plain;
        String name = plain.getElement(0).getAttribute().toLowerCase(Locale.ROOT);
        // Slack's older name for it.
        if (name.equals("email")) return Path.root().attribute("emails").attribute("value");
        return compared && MULTI_VALUED.contains(name) ? plain.attribute("value") : plain;
    }
}
