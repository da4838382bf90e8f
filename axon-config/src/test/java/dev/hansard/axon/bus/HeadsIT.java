// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.store.Shards;
import dev.hansard.axon.store.Shards.Placement;
import dev.hansard.axon.store.StoreSettings;
import dev.hansard.testing.TestDatabase;
import dev.hansard.testing.TestRecord;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;

class HeadsIT {
    private static final WorkspaceId MOVED = new WorkspaceId("T1");

    @Test
    void whoHearsOfAWorkspaceThatMovedShouldLookForItOnItsNewShard() throws Exception {
        var settings = StoreSettings.of(List.of(TestDatabase.fresh("eu"), TestDatabase.fresh("us")));
        try (var first = TestRecord.with(settings);
                var second = TestRecord.with(settings)) {
            Shards here = first.stores.shards();
            Shards there = second.stores.shards();
            here.place(MOVED, "eu");
            assertThat(there.of(MOVED).id()).isZero();
            try (Connection connection = here.shard(0).reader().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("UPDATE shard_directory SET shard = 1, epoch = 1");
                connection.commit();
            }
            var moved = new Placement(MOVED, 1, 1);
            here.told(moved);

            var heads = new Heads(second.stores, true);
            heads.heard(MetaData.from(new Heads(first.stores, true).known(MOVED)));
            assertThat(there.placement(MOVED)).isEqualTo(moved);

            there.told(new Placement(MOVED, 0, 0));
            assertThat(there.placement(MOVED)).isEqualTo(moved);
        }
    }
}
