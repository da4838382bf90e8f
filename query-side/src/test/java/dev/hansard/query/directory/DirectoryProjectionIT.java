// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import dev.hansard.api.DomainEvent;
import dev.hansard.axon.process.Projection;
import dev.hansard.query.testing.ProjectionContract;
import java.util.List;
import java.util.Random;

class DirectoryProjectionIT implements ProjectionContract {
    @Override
    public Projection projection() {
        return new DirectoryProjection();
    }

    @Override
    public List<DomainEvent> story(Random random) {
        return new Community(random).after(500).events;
    }
}
