// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.cases;

import dev.hansard.api.CaseQueries.CaseView;
import dev.hansard.api.CaseQueries.CheckCase;
import dev.hansard.api.CaseQueries.FindCase;
import dev.hansard.api.CaseQueries.FindSearch;
import dev.hansard.api.CaseQueries.ListCases;
import dev.hansard.api.CaseQueries.Right;
import dev.hansard.api.CaseQueries.SearchView;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.audit.export.RecordReader;
import dev.hansard.axon.cases.CaseBooks;
import dev.hansard.axon.cases.CaseFile;
import dev.hansard.axon.cases.Cases;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which cases there are, who is in them and what was searched for. */
@Component
class CaseAnswers {
    private final CaseBooks books;
    private final RecordReader record;

    CaseAnswers(CaseBooks books, RecordReader record) {
        this.books = books;
        this.record = record;
    }

    @QueryHandler
    List<CaseView> answer(ListCases query) {
        List<CaseFile> mine = books.read(query.workspace()).files().values().stream()
                .filter(file -> Cases.sees(file, query.viewer()))
                .toList();
        Rejection.unless(!mine.isEmpty() || Cases.manages(query.viewer()), ErrorCode.NOT_AUTHORIZED);
        return mine.stream()
                .filter(file -> query.closed() || !file.closed())
                .map(CaseAnswers::view)
                .toList();
    }

    @QueryHandler
    CaseView answer(FindCase query) {
        return view(books.read(query.workspace()).require(query.caseId(), query.viewer(), Right.SEE));
    }

    @QueryHandler
    Long answer(CheckCase query) {
        books.read(query.workspace()).require(query.caseId(), query.viewer(), query.right());
        return record.head(query.workspace());
    }

    @QueryHandler
    SearchView answer(FindSearch query) {
        return search(books.read(query.workspace()).require(query.caseId(), query.viewer(), Right.SEE), query.search());
    }

    /** Refuses with {@code search_not_found}. */
    static SearchView search(CaseFile file, String id) {
        @Nullable SearchView found = file.searches().get(id);
        if (found == null) throw new Rejection(ErrorCode.SEARCH_NOT_FOUND);
        return found;
    }

    private static CaseView view(CaseFile file) {
        return new CaseView(
                file.id(),
                file.name(),
                file.reason(),
                file.by(),
                file.opened(),
                file.closed(),
                file.roles(),
                file.requested(),
                List.copyOf(file.holds()),
                List.copyOf(file.searches().values()));
    }
}
