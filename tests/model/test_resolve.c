#include "region.h"

#include "model/object.h"

// ---- the plan ----

static void plans_what_is_written_and_what_is_derived(void **state) {
    (void)state;
    struct small_world w = rimba();
    static const char *const ids[] = {"notulen-rdr-3", "pk-kk-2025", "proposal-antar-obat-uji",
                                      "sk-bupati",     "sk-kosong",  "sk-plh",
                                      "sk-sekda",      "sk-tim"};
    assert_int_equal(w.n, sizeof ids / sizeof ids[0]);
    for (size_t i = 0; i < w.n; i++)
        assert_string_equal(w.plan[i].id, ids[i]);
    assert_string_equal(w.plan[2].kind, "proposal");
    assert_string_equal(w.plan[2].profile, "uji");
    assert_string_equal(w.plan[2].agency, "dinkes");
    assert_true(w.plan[2].derived);
    assert_string_equal(w.plan[7].agency, "dinkes");  // from its subject, the team
    assert_null(w.plan[7].profile);
    world_free(&w);
}

#define DINAS "<instansi id=\"d\" nama=\"Dinas\" jenis=\"dinas\"/><orang id=\"o\" nama=\"A\"/>"
#define RAPAT                                                                                                          \
    "<kegiatan id=\"r\" jenis=\"rapat\" nama=\"R\" instansi=\"d\" tanggal=\"2025-01-01\" mulai=\"09:00\" "             \
    "tempat=\"X\" "                                                                                                    \
    "pimpinan=\"o\" notulis=\"o\"/>"
#define INOVASI "<inovasi id=\"i\" nama=\"I\" instansi=\"d\"><usulan profil=\"p1\"/><usulan profil=\"p2\"/></inovasi>"

static void a_written_document_takes_the_place_of_the_derived_one(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml",
              DINAS RAPAT INOVASI "<naskah id=\"risalah\" jenis=\"notulen\" subjek=\"r\" tanggal=\"2025-01-03\"/>"
                                  "<naskah id=\"usul\" jenis=\"proposal\" subjek=\"i\" profil=\"p2\"/>");
    world_link(&w);
    assert_int_equal(w.n, 3);
    assert_non_null(world_planned(&w, "risalah"));
    assert_null(world_planned(&w, "notulen-r"));
    assert_non_null(world_planned(&w, "proposal-i-p1"));
    assert_string_equal(world_planned(&w, "usul")->profile, "p2");
    is(world_record(&w, "risalah"), "tanggal", "2025-01-03");
    world_free(&w);
}

static void house_rules_may_leave_documents_out(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml",
              DINAS RAPAT INOVASI
              "<instansi id=\"e\" nama=\"E\" jenis=\"uptd\" induk=\"d\"/>"
              "<inovasi id=\"j\" nama=\"J\" instansi=\"e\"><usulan profil=\"p1\"/></inovasi>"
              "<tata id=\"t\" instansi=\"d\"><rencana jenis=\"proposal\" untuk=\"usulan\" buat=\"tidak\"/></tata>"
              "<tata id=\"u\" instansi=\"e\"><rencana jenis=\"proposal\" untuk=\"usulan\" buat=\"ya\"/></tata>");
    world_link(&w);
    assert_null(world_planned(&w, "proposal-i-p1"));
    assert_non_null(world_planned(&w, "proposal-j-p1"));  // the nearest rule decides
    assert_non_null(world_planned(&w, "notulen-r"));
    world_free(&w);
}

static void two_documents_of_one_name_are_not_made(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml",
              DINAS "<inovasi id=\"i\" nama=\"I\" instansi=\"d\"><usulan profil=\"p\"/><usulan profil=\"p\"/>"
                    "</inovasi><naskah id=\"x\" jenis=\"keputusan\"/>");
    world_link(&w);
    assert_int_equal(w.n, 1);
    assert_int_equal(world_count(&w, "resolve.id"), 1);
    assert_string_equal(world_found(&w, "resolve.agency")->document, "x");
    world_free(&w);
}

// ---- settings, letterheads, agencies ----

static void the_nearest_house_rule_wins(void **state) {
    (void)state;
    struct small_world w = rimba();
    const xmlNode *settings = xml_child(world_record(&w, "sk-tim"), "tata");
    is(settings, "margin-kiri", "40mm");
    is(settings, "frasa-rahmat", "ya");
    is(settings, "zona", "WIB");
    assert_null(xml_attr(settings, "instansi"));
    is(xml_child(world_record(&w, "sk-bupati"), "tata"), "margin-kiri", "35mm");
    world_free(&w);
}

static void the_letterhead_follows_the_signer(void **state) {
    (void)state;
    struct small_world w = rimba();
    is(xml_child(world_record(&w, "sk-bupati"), "kop"), "id", "kop-bupati");
    is(xml_child(world_record(&w, "sk-bupati"), "kop"), "folder", "tests/model/good");
    is(xml_child(world_record(&w, "sk-sekda"), "kop"), "id", "kop-setda");  // a.n. Bupati: the agency's
    is(xml_child(world_record(&w, "sk-tim"), "kop"), "id", "kop-dinkes");
    is(xml_child(world_record(&w, "notulen-rdr-3"), "kop"), "id", "kop-bappeda");
    world_free(&w);
}

static void names_are_those_of_the_day(void **state) {
    (void)state;
    struct small_world w = rimba();
    const xmlNode *old = xml_child(world_record(&w, "sk-sekda"), "instansi");
    is(old, "nama", "Badan Perencanaan Pembangunan Daerah");
    is(old, "singkatan", "Bappeda");
    const xmlNode *now = xml_child(world_record(&w, "notulen-rdr-3"), "instansi");
    is(now, "nama", "Badan Perencanaan Pembangunan, Riset dan Inovasi Daerah");
    is(now, "nama-lengkap", "Badan Perencanaan Pembangunan, Riset dan Inovasi Daerah Kabupaten Tanah Rimba");
    const xmlNode *region = xml_child(world_record(&w, "sk-tim"), "pemda");
    is(region, "sebutan", "Kabupaten Tanah Rimba");
    is(region, "nama-saja", "Tanah Rimba");
    is(region, "kepala", "Bupati");
    world_free(&w);
}

// ---- signers ----

static void offices_have_their_full_names(void **state) {
    (void)state;
    static const struct {
        const char *agency, *office, *full;
    } table[] = {
        {"k", "Bupati", "Bupati Karo"},
        {"k", "Wakil Bupati", "Wakil Bupati Karo"},
        {"k", "Sekretaris Daerah", "Sekretaris Daerah Kabupaten Karo"},
        {"s", "Sekretaris Daerah", "Sekretaris Daerah Kabupaten Karo"},
        {"d", "Kepala Dinas", "Kepala Dinas Kesehatan Kabupaten Karo"},
        {"d", "Kepala Dinas Kesehatan", "Kepala Dinas Kesehatan Kabupaten Karo"},
        {"d", "Kepala Dinkes", "Kepala Dinkes Kabupaten Karo"},
        {"d", "Kepala Bidang Pelayanan", "Kepala Bidang Pelayanan"},
        {"d", "Kepala", "Kepala Dinas Kesehatan Kabupaten Karo"},
        {"b", "Kepala Badan", "Kepala Badan Perencanaan Pembangunan Daerah Kabupaten Karo"},
        {"p", "Kepala Puskesmas", "Kepala UPTD Puskesmas Tigapanah"},
        {"p", "Kepala UPTD Puskesmas", "Kepala UPTD Puskesmas Tigapanah"},
        {"t", "Inspektur", "Inspektur Kabupaten Karo"},
        {"c", "Camat", "Camat Tigapanah"},
        {"r", "Direktur", "Direktur RSUD Kabanjahe"},
        {"m", "Wali Kota", "Wali Kota Makassar"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct small_world w = world_new();
        world_add(&w, "a.xml",
                  "<instansi id=\"k\" nama=\"Kabupaten Karo\" jenis=\"kabupaten\"/>"
                  "<instansi id=\"m\" nama=\"Kota Makassar\" jenis=\"kota\"/>"
                  "<instansi id=\"s\" nama=\"Sekretariat Daerah\" jenis=\"sekretariat-daerah\" induk=\"k\"/>"
                  "<instansi id=\"d\" nama=\"Dinas Kesehatan\" singkatan=\"Dinkes\" jenis=\"dinas\" induk=\"k\"/>"
                  "<instansi id=\"b\" nama=\"Badan Perencanaan Pembangunan Daerah\" jenis=\"badan\" induk=\"k\"/>"
                  "<instansi id=\"t\" nama=\"Inspektorat Daerah\" jenis=\"inspektorat\" induk=\"k\"/>"
                  "<instansi id=\"c\" nama=\"Kecamatan Tigapanah\" jenis=\"kecamatan\" induk=\"k\"/>"
                  "<instansi id=\"r\" nama=\"RSUD Kabanjahe\" jenis=\"rsud\" induk=\"k\"/>"
                  "<instansi id=\"p\" nama=\"UPTD Puskesmas Tigapanah\" jenis=\"puskesmas\" induk=\"d\"/>");
        world_add(&w, "b.xml",
                  arena_printf(
                      w.arena,
                      "<naskah id=\"n\" jenis=\"keputusan\" instansi=\"d\" penetap=\"%s/%s\" tanggal=\"2025-01-01\"/>",
                      table[i].agency, table[i].office));
        world_link(&w);
        is(signer(world_record(&w, "n"), "penetap"), "jabatan-lengkap", table[i].full);
        world_free(&w);
    }
}

static void ranks_and_numbers_are_those_of_the_day(void **state) {
    (void)state;
    struct small_world w = rimba();
    const xmlNode *decree = signer(world_record(&w, "sk-tim"), "penetap");
    const xmlNode *person = xml_child(decree, "orang");
    is(decree, "kapasitas", "definitif");
    is(person, "golongan", "IV/b");
    is(person, "pangkat", "Pembina Tingkat I");
    is(person, "nomor", "197409232002122003");
    is(person, "nama-lengkap", "dr. Lestari Wulandari, M.Kes.");
    const xmlNode *contract = world_record(&w, "pk-kk-2025");  // of January 2024, before the promotion
    is(xml_child(signer(contract, "pihak-pertama"), "orang"), "pangkat", "Pembina");
    is(xml_child(signer(contract, "pihak-kedua"), "orang"), "nama", "Hendra Saputra");
    is(signer(contract, "pihak-kedua"), "jabatan-lengkap", "Bupati Tanah Rimba");
    is(signer(contract, "pihak-kedua"), "kepala-daerah", "ya");
    world_free(&w);
}

static void capacities_come_from_the_term_and_from_the_document(void **state) {
    (void)state;
    struct small_world w = rimba();
    const xmlNode *acting = signer(world_record(&w, "sk-bupati"), "penetap");
    is(acting, "kapasitas", "plt");
    is(acting, "jabatan", "Bupati");
    is(xml_child(acting, "orang"), "nama", "Wulan Sari");
    is(xml_child(acting, "orang"), "jabatan", "Wakil Bupati");  // printed below "Plt. BUPATI"
    const xmlNode *daily = signer(world_record(&w, "sk-plh"), "penetap");
    is(daily, "kapasitas", "plh");
    is(xml_child(daily, "orang"), "nama", "Rina Marlina");
    is(xml_child(daily, "orang"), "nomor-jenis", "NI PPPK");
    const xmlNode *secretary = signer(world_record(&w, "sk-sekda"), "penetap");
    is(secretary, "kapasitas", "an");
    is(secretary, "atas-nama", "Bupati Tanah Rimba");
    is(secretary, "sekda", "ya");
    world_free(&w);
}

static void a_vacant_office_is_told_with_its_last_holder(void **state) {
    (void)state;
    struct small_world w = rimba();
    const xmlNode *s = signer(world_record(&w, "sk-kosong"), "penetap");
    assert_null(xml_child(s, "orang"));
    is(s, "jabatan-lengkap", "Kepala Dinas Kesehatan Kabupaten Tanah Rimba");
    assert_string_equal(world_argument(world_found(&w, "resolve.vacant"), "terakhir"), "Rina Marlina");
    assert_string_equal(world_argument(world_found(&w, "resolve.vacant"), "tanggal"), "@tanggal 2025-08-01");
    world_free(&w);
}

#define HOLDERS                                                                                                        \
    "<instansi id=\"d\" nama=\"Dinas\" jenis=\"dinas\"/>"                                                              \
    "<orang id=\"a\" nama=\"Ani\"><jabatan instansi=\"d\" nama=\"Kepala Dinas\" sejak=\"2020-01-01\"/></orang>"        \
    "<orang id=\"b\" nama=\"Budi\"><jabatan instansi=\"d\" nama=\"Kepala Dinas\" sejak=\"2025-01-01\" "                \
    "status=\"plt\"/></orang>"

static void the_definitive_holder_comes_before_the_acting_one(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml",
              HOLDERS
              "<naskah id=\"n\" jenis=\"keputusan\" penetap=\"d/Kepala Dinas\" tanggal=\"2025-02-01\"/>"
              "<naskah id=\"m\" jenis=\"keputusan\" penetap=\"d/Kepala Dinas\" orang=\"b\" tanggal=\"2025-02-01\"/>"
              "<naskah id=\"x\" jenis=\"keputusan\" penetap=\"d/Kepala Suku\" tanggal=\"2025-02-01\"/>");
    world_link(&w);
    is(xml_child(signer(world_record(&w, "n"), "penetap"), "orang"), "nama", "Ani");
    assert_string_equal(world_argument(world_found(&w, "resolve.twice"), "lain"), "Budi");
    const xmlNode *named = signer(world_record(&w, "m"), "penetap");
    is(xml_child(named, "orang"), "nama", "Budi");
    is(named, "kapasitas", "plt");
    assert_null(world_found(&w, "resolve.twice"));
    world_record(&w, "x");
    assert_non_null(world_found(&w, "resolve.unknown-office"));
    world_free(&w);
}

static void an_undated_document_takes_the_end_of_its_year_or_the_newest(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(
        &w, "a.xml",
        HOLDERS
        "<orang id=\"c\" nama=\"Citra\"><jabatan instansi=\"d\" nama=\"Sekretaris\" sampai=\"2021-05-05\"/></orang>"
        "<naskah id=\"n\" jenis=\"keputusan\" penetap=\"d/Sekretaris\" tahun=\"2020\"/>"
        "<naskah id=\"m\" jenis=\"keputusan\" penetap=\"d/Sekretaris\"/>"
        "<naskah id=\"o\" jenis=\"keputusan\" penetap=\"d/Sekretaris\" tahun=\"2022\"/>");
    world_link(&w);
    const xmlNode *record = world_record(&w, "n");
    is(record, "tahun", "2020");
    assert_null(xml_attr(record, "tanggal"));
    assert_non_null(world_found(&w, "resolve.undated"));
    assert_non_null(xml_child(signer(record, "penetap"), "orang"));
    assert_non_null(xml_child(signer(world_record(&w, "m"), "penetap"), "orang"));
    assert_null(xml_child(signer(world_record(&w, "o"), "penetap"), "orang"));
    world_free(&w);
}

// ---- subjects ----

static void a_decree_lists_its_teams_and_innovations(void **state) {
    (void)state;
    struct small_world w = rimba();
    const xmlNode *record = world_record(&w, "sk-tim");
    is(record, "tanggal", "2025-02-10");
    is(record, "varian", "kepala-pd");
    is(record, "tempat", "Rimba Tengah");
    const xmlNode *team = xml_child(record, "tim"), *row = xml_child(team, "anggota");
    is(row, "nomor", "1");
    is(xml_child(row, "orang"), "jabatan-lengkap", "Kepala Dinas Kesehatan Kabupaten Tanah Rimba");
    row = xml_next(xml_next(row, "anggota"), "anggota");
    is(xml_child(row, "orang"), "nama-lengkap", "Siti Aminah");
    is(xml_child(row, "orang"), "jabatan", "Kader");
    is(xml_child(row, "instansi"), "nama", "UPTD Puskesmas Tigapanah");
    const xmlNode *annex = xml_child(record, "lampiran");
    assert_non_null(xml_child(annex, "tim"));
    annex = xml_next(annex, "lampiran");
    is(annex, "nomor", "2");
    is(xml_child(annex, "inovasi"), "id", "antar-obat");
    is(xml_next(xml_child(annex, "inovasi"), "inovasi"), "id", "kader");  // those of the team
    is(xml_child(record, "mengingat"), "peringkat", "perda");
    world_free(&w);
}

static void answers_find_their_place_in_the_profile(void **state) {
    (void)state;
    struct small_world w = rimba();
    const xmlNode *proposal = xml_child(xml_child(world_record(&w, "proposal-antar-obat-uji"), "inovasi"), "usulan");
    const xmlNode *part = xml_child(proposal, "bagian"), *field = xml_child(part, "isian");
    assert_string_equal(xml_text(w.arena, xml_child(field, "nilai")), "Antar Obat Lansia");
    field = xml_next(field, "isian");
    assert_string_equal(xml_text(w.arena, xml_child(field, "nilai")), "Dinas Kesehatan");
    field = xml_next(field, "isian");
    assert_string_equal(xml_text(w.arena, xml_child(field, "nilai")), "Penerapan");
    assert_null(xml_child(xml_next(field, "isian"), "nilai"));
    part = xml_next(part, "bagian");
    field = xml_child(part, "isian");
    assert_string_equal(xml_text(w.arena, xml_child(field, "tanya")), "Apa tujuannya?");
    assert_int_equal(xml_place(xml_child(xml_child(field, "jawaban"), "p")).line, 50);
    part = xml_next(part, "bagian");
    field = xml_child(xml_child(part, "isian"), "isian");
    is(field, "id", "rancang.permasalahan");
    assert_non_null(xml_child(field, "jawaban"));
    is(xml_next(field, "isian"), "id", "rancang.metode");
    part = xml_next(part, "bagian");
    assert_non_null(xml_child(xml_child(part, "isian"), "jawaban"));  // by the section's other name
    assert_string_equal(world_argument(world_found(&w, "resolve.answer"), "terdekat"), "tujuan");
    world_free(&w);
}

static void evidence_takes_the_facts_of_its_document(void **state) {
    (void)state;
    struct small_world w = rimba();
    const xmlNode *e = xml_child(xml_child(world_record(&w, "proposal-antar-obat-uji"), "inovasi"), "bukti");
    is(e, "nomor", "400.10.11/27/2025");
    is(e, "perihal", "Tim Inovasi Dinas Kesehatan Tahun 2025");
    is(e, "halaman", "3");
    world_free(&w);
}

static void a_contract_adds_up_its_programmes(void **state) {
    (void)state;
    struct small_world w = rimba();
    const xmlNode *contract = xml_child(world_record(&w, "pk-kk-2025"), "kontrak");
    is(xml_child(contract, "jumlah"), "anggaran", "1612000000,50");
    is(xml_child(contract, "inovasi"), "nama", "Antar Obat Lansia");
    is(xml_child(contract, "inovasi"), "tahapan", "Penerapan");
    is(xml_child(contract, "inovasi"), "target", "500 orang");
    world_free(&w);
}

static void a_meeting_speaks_of_several_innovations(void **state) {
    (void)state;
    struct small_world w = rimba();
    const xmlNode *record = world_record(&w, "notulen-rdr-3"), *meeting = xml_child(record, "kegiatan");
    const xmlNode *item = xml_child(meeting, "butir");
    is(xml_child(item, "inovasi"), "nama", "Antar Obat Lansia");
    is(xml_child(item, "orang"), "peran", "pembicara");
    is(xml_child(xml_next(item, "butir"), "inovasi"), "nama", "Kader Kurir");
    is(xml_child(xml_child(meeting, "peserta"), "orang"), "nama-lengkap", "Rina Marlina, S.K.M.");
    is(signer(record, "pimpinan"), "jabatan-lengkap",
       "Kepala Badan Perencanaan Pembangunan, Riset dan Inovasi Daerah Kabupaten Tanah Rimba");
    is(signer(record, "notulis"), "jabatan", "Kepala Bidang Litbang");
    is(record, "tempat", "Rimba Tengah");
    is(xml_child(record, "contoh"), "jumlah", "1");
    assert_string_equal(xml_text(w.arena, xml_child(record, "contoh")), "surya");
    world_free(&w);
}

static const char *canonical(struct small_world *w, const char *id) {
    return xml_canonical(w->arena, world_record(w, id));
}

// What a document merely refers to must not change its record: else every answer would remake every decree.
static void records_hold_no_more_than_is_spoken_of(void **state) {
    (void)state;
    struct small_world before = rimba(), after = world_new();
    char *text = arena_strdup(after.arena, world_file(&after, "tests/model/good/tanah-rimba.xml"));
    memcpy(strstr(text, "Kurir belum tersedia"), "KURIR BELUM TERSEDIA", 20);
    objects_add(after.objects, world_parse(&after, "tests/model/good/tanah-rimba.xml", text), after.findings);
    after.defaults = before.defaults;
    after.profile = before.profile;
    world_link(&after);
    size_t changed = 0;
    for (size_t i = 0; i < before.n; i++) {
        const char *id = before.plan[i].id;
        bool same = strcmp(canonical(&before, id), canonical(&after, id)) == 0;
        assert_int_equal(same, strcmp(id, "proposal-antar-obat-uji") != 0);
        changed += !same;
    }
    assert_int_equal(changed, 1);
    world_free(&after);
    world_free(&before);
}

static void a_faulty_object_stops_what_uses_it(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml",
              DINAS "<inovasi id=\"i\" nama=\"I\" instansi=\"d\"><usulan profil=\"p\" tahun=\"besok\"/></inovasi>"
                    "<naskah id=\"n\" jenis=\"keputusan\" subjek=\"i\" tanggal=\"2025-01-01\" penetap=\"d/K\"/>"
                    "<naskah id=\"m\" jenis=\"keputusan\" subjek=\"i\" tanggal=\"kemarin\" penetap=\"d/K\"/>");
    world_link(&w);
    world_record(&w, "n");
    assert_null(world_found(&w, "resolve.faulty"));  // a bad proposal is nothing to a decree
    world_record(&w, "m");
    assert_string_equal(world_argument(world_found(&w, "resolve.faulty"), "id"), "m");
    world_record(&w, "proposal-i-p");
    assert_string_equal(world_argument(world_found(&w, "resolve.faulty"), "id"), "i");
    world_free(&w);
}

// ---- hostile ----

// One slip of the pen is one finding: what follows from it is not told again.
static void a_slip_is_told_once(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml", DINAS "<naskah id=\"sk\" jenis=\"keputusan\" varian=\"bupati\" instansi=\"d\" "
                                 "penetap=\"d/Kepala Dinas\" tahun=\"2025\"><mengingat ref=\"uu-99\"/></naskah>"
                                 "<inovasi id=\"i\" nama=\"I\" instansi=\"d\"><tahapan>Penerapan</tahapan>"
                                 "<usulan profil=\"lain\"/></inovasi>"
                                 "<naskah id=\"p\" jenis=\"proposal\" subjek=\"i\" profil=\"tiada\" tahun=\"2025\"/>");
    world_link(&w);
    const xmlNode *record = world_record(&w, "sk");
    assert_string_equal(xml_text(w.arena, xml_child(record, "mengingat")), "[uu-99]");
    const struct finding *f = world_found(&w, "resolve.variant");
    assert_string_equal(world_argument(f, "varian"), "bupati");
    assert_string_equal(world_argument(f, "seharusnya"), "kepala-pd");
    world_record(&w, "proposal-i-lain");
    assert_null(world_found(&w, "resolve.profile"));
    assert_null(world_found(&w, "resolve.letterhead"));  // a proposal prints none
    world_record(&w, "p");
    assert_null(world_found(&w, "resolve.profile"));
    world_free(&w);
}

static void circles_end(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml",
              "<instansi id=\"a\" nama=\"A\" jenis=\"dinas\" induk=\"b\"/>"
              "<instansi id=\"b\" nama=\"B\" jenis=\"dinas\" induk=\"a\"/>"
              "<naskah id=\"n\" jenis=\"keputusan\" instansi=\"a\" penetap=\"a/Kepala\"/>");
    world_link(&w);
    const xmlNode *record = world_record(&w, "n");
    assert_null(xml_child(record, "pemda"));
    assert_non_null(world_found(&w, "resolve.faulty"));
    world_free(&w);
}

static void long_names_and_missing_things_do_no_harm(void **state) {
    (void)state;
    struct small_world w = world_new();
    char name[4000];
    for (size_t i = 0; i < sizeof name - 1; i++)
        name[i] = i % 100 == 99 ? '\n' : 'x';
    name[sizeof name - 1] = '\0';
    struct buf programmes = buf_new(w.arena);
    for (int i = 0; i < 200; i++)
        buf_str(&programmes, "<program nama=\"p\" anggaran=\"999999999999999\"/>");
    world_add(
        &w, "a.xml",
        arena_printf(
            w.arena,
            "<instansi id=\"d\" nama=\"%s\" jenis=\"dinas\"/><orang id=\"o\" nama=\"%s\">"
            "<jabatan instansi=\"d\" nama=\"%s\"/></orang>"
            "<tim id=\"t\" tahun=\"2025\" instansi=\"tiada\" nama=\"T\" inovasi=\"tiada\">"
            "<anggota orang=\"tiada\" kedudukan=\"K\"/></tim>"
            "<kontrak id=\"k\" tahun=\"2025\" instansi=\"d\" pihak-pertama=\"d/%s\" pihak-kedua=\"x/y\">"
            "<inovasi ref=\"tiada\"/>%s</kontrak>"
            "<naskah id=\"n\" jenis=\"keputusan\" subjek=\"t tiada\" instansi=\"d\" penetap=\"d/%s\">"
            "<mengingat ref=\"tiada\"/><lampiran jenis=\"daftar-inovasi\" judul=\"L\"/></naskah>"
            "<naskah id=\"m\" jenis=\"notulen\" instansi=\"d\"/><naskah id=\"p\" jenis=\"proposal\" instansi=\"d\"/>",
            name, name, name, name, buf_text(&programmes), name));
    world_link(&w);
    for (size_t i = 0; i < w.n; i++)
        world_record(&w, w.plan[i].id);
    assert_int_equal(w.n, 4);
    world_record(&w, "p");
    assert_non_null(world_found(&w, "resolve.subject"));
    world_record(&w, "pk-k");
    assert_non_null(world_found(&w, "resolve.sum"));
    world_free(&w);
}

static void deep_text_is_copied(void **state) {
    (void)state;
    struct small_world w = world_new();
    struct buf b = buf_new(w.arena);
    buf_str(&b, DINAS "<naskah id=\"n\" jenis=\"keputusan\" instansi=\"d\" tanggal=\"2025-01-01\"><diktum>");
    for (int i = 0; i < 80; i++)
        buf_str(&b, "<ol><li>x");
    for (int i = 0; i < 80; i++)
        buf_str(&b, "</li></ol>");
    buf_str(&b, "</diktum></naskah>");
    world_add(&w, "a.xml", buf_text(&b));
    world_link(&w);
    assert_int_equal(strlen(xml_text(w.arena, xml_child(world_record(&w, "n"), "diktum"))) >= 80, 1);
    world_free(&w);
}

// ---- golden records ----

static void records_are_as_they_were(void **state) {
    (void)state;
    struct small_world w = rimba();
    records_compare(&w, NULL);
    world_free(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plans_what_is_written_and_what_is_derived),
        cmocka_unit_test(a_written_document_takes_the_place_of_the_derived_one),
        cmocka_unit_test(house_rules_may_leave_documents_out),
        cmocka_unit_test(two_documents_of_one_name_are_not_made),
        cmocka_unit_test(the_nearest_house_rule_wins),
        cmocka_unit_test(the_letterhead_follows_the_signer),
        cmocka_unit_test(names_are_those_of_the_day),
        cmocka_unit_test(offices_have_their_full_names),
        cmocka_unit_test(ranks_and_numbers_are_those_of_the_day),
        cmocka_unit_test(capacities_come_from_the_term_and_from_the_document),
        cmocka_unit_test(a_vacant_office_is_told_with_its_last_holder),
        cmocka_unit_test(the_definitive_holder_comes_before_the_acting_one),
        cmocka_unit_test(an_undated_document_takes_the_end_of_its_year_or_the_newest),
        cmocka_unit_test(a_decree_lists_its_teams_and_innovations),
        cmocka_unit_test(answers_find_their_place_in_the_profile),
        cmocka_unit_test(evidence_takes_the_facts_of_its_document),
        cmocka_unit_test(a_contract_adds_up_its_programmes),
        cmocka_unit_test(a_meeting_speaks_of_several_innovations),
        cmocka_unit_test(records_hold_no_more_than_is_spoken_of),
        cmocka_unit_test(a_faulty_object_stops_what_uses_it),
        cmocka_unit_test(a_slip_is_told_once),
        cmocka_unit_test(circles_end),
        cmocka_unit_test(long_names_and_missing_things_do_no_harm),
        cmocka_unit_test(deep_text_is_copied),
        cmocka_unit_test(records_are_as_they_were),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
