#include "model/request.h"

#include <string.h>

#include "base/xml.h"
#include "model/resolving.h"

bool meeting_is_to_come(const xmlNode *meeting) {
    static const char *const said[] = {"peserta", "pembukaan", "butir", "keputusan", "tindak-lanjut", "penutup"};
    bool held = !xml_child(meeting, "permohonan");
    for (size_t i = 0; i < sizeof said / sizeof said[0] && !held; i++) {
        held = xml_child(meeting, said[i]) != NULL;
    }
    return !held;
}

static bool is_about(const xmlNode *note, const xmlNode *request) {
    const char *meeting = given(note, "kegiatan"), *agency = given(note, "instansi");
    const char *own = given(request->parent, "id"), *asking = given(request, "instansi");
    bool same = meeting && own && strcmp(meeting, own) == 0;
    return same && (!agency || (asking && strcmp(agency, asking) == 0));
}

const xmlNode *request_routing(const struct objects *o, const xmlNode *request) {
    size_t n;
    const xmlNode *found = xml_child(request, "disposisi"), *const *all = objects_all(o, "penunjukan", &n);
    for (size_t i = 0; i < n; i++) {
        found = is_about(all[i], request) ? all[i] : found;
    }
    return found;
}

enum request_state request_state(const struct objects *o, const xmlNode *request, struct date day) {
    const xmlNode *routing = request_routing(o, request);
    struct date held;
    if (!meeting_is_to_come(request->parent)) {
        return REQUEST_HELD;
    }
    bool dated = date_parse(given(request->parent, "tanggal"), &held);
    if (dated && date_compare(day_last(held), day) < 0) {
        return REQUEST_UNWRITTEN;
    }
    return !given(routing, "anggota") ? REQUEST_NEW : dated ? REQUEST_SCHEDULED : REQUEST_ASSIGNED;
}
