#include "batch/fault.h"

#include <errno.h>
#include <stdlib.h>

#include "base/message.h"

struct fault {
    int number;
    const char *rule;
    bool lasting;
};

static const struct fault faults[] = {
    {EACCES, "job.write.denied", false}, {EPERM, "job.write.denied", false}, {EROFS, "job.write.readonly", true},
    {ENOSPC, "job.write.full", true},    {EDQUOT, "job.write.full", true},   {ENOTDIR, "job.write.place", false},
    {EISDIR, "job.write.place", false},  {EEXIST, "job.write.place", false}, {ELOOP, "job.write.place", false},
    {EFBIG, "job.write.full", true},     {EIO, "job.write.failed", true},    {ENAMETOOLONG, "job.write.place", false},
};

struct finding *fault_write(struct findings *findings, const char *path, bool *lasting) {
    int number = errno;
    struct fault fault = {number, "job.write.failed", false};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        if (faults[i].number == number) {
            fault = faults[i];
        }
    }
    if (lasting) {
        *lasting = fault.lasting;
    }
    return findings_add_as(findings, SEVERITY_FATAL, fault.rule, (struct place){.file = path}, "berkas", path, "alasan",
                           message_errno(number), NULL);
}

void fault_read(struct findings *findings) {
    const char *folder = getenv("TMPDIR");
    fault_write(findings, folder && *folder ? folder : "/var/tmp", NULL);
}

struct finding *fault_store(struct findings *findings, struct store *store) {
    struct finding *f = findings_add_as(findings, SEVERITY_FATAL, "store.write", (struct place){0}, "alasan",
                                        store_why(store), NULL);
    store_rollback(store);
    return f;
}
