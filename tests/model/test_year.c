// The documents of a year beside the four families: what their records speak of.
#include "region.h"

static void kinds_are_derived_when_house_rules_ask(void **state) {
    (void)state;
    struct small_world w = rimba_year();
    assert_non_null(world_planned(&w, "undangan-rdr-4"));
    assert_non_null(world_planned(&w, "daftar-hadir-rdr-4"));
    assert_null(world_planned(&w, "lembar-foto-rdr-4"));
    assert_null(world_planned(&w, "formulir-diskusi-rdr-4"));
    assert_non_null(world_planned(&w, "notulen-rdr-4"));  // an extract does not take its place
    assert_non_null(world_planned(&w, "pk-kk-2025"));     // nor does what replaces it
    assert_null(world_planned(&w, "undangan-rdr-3"));     // that one is written
    assert_true(world_planned(&w, "undangan-rdr-4")->derived);
    assert_string_equal(world_planned(&w, "surat-pengantar")->agency, "bappeda");  // of the first who signs
    assert_null(world_planned(&w, "evaluasi")->profile);                           // only proposals are judged by one
    world_free(&w);
}

static void a_kind_speaks_of_the_parts_it_needs(void **state) {
    (void)state;
    struct small_world w = rimba_year();
    const xmlNode *invitation = world_record(&w, "undangan-rdr-4"), *meeting = xml_child(invitation, "kegiatan");
    assert_null(xml_attr(invitation, "tanggal"));  // an invitation is not written on the day of the meeting
    is(invitation, "tahun", "2025");
    assert_null(world_found(&w, "resolve.undated"));
    assert_int_equal(count_of(meeting, "acara"), 1);
    assert_int_equal(count_of(meeting, "butir") + count_of(meeting, "peserta") + count_of(meeting, "permohonan"), 0);
    const xmlNode *list = world_record(&w, "daftar-hadir-rdr-4");
    is(list, "tanggal", "2025-04-09");
    assert_int_equal(count_of(xml_child(list, "kegiatan"), "peserta"), 1);
    assert_int_equal(count_of(xml_child(list, "kegiatan"), "acara"), 0);
    world_free(&w);
}

static void an_extract_is_for_one_agency(void **state) {
    (void)state;
    struct small_world w = rimba_year();
    const xmlNode *record = world_record(&w, "petikan-dinkes"), *meeting = xml_child(record, "kegiatan");
    is(xml_child(record, "petikan"), "nama", "Dinas Kesehatan");
    assert_int_equal(count_of(meeting, "butir"), 2);  // its own, and that of its Puskesmas
    is(xml_child(xml_child(meeting, "butir"), "inovasi"), "id", "antar-obat");
    assert_int_equal(count_of(meeting, "tindak-lanjut"), 1);
    assert_int_equal(count_of(meeting, "keputusan"), 0);
    assert_int_equal(count_of(meeting, "permohonan"), 1);
    is(signer(record, "notulis"), "jabatan", "Kepala Bidang Litbang");
    meeting = xml_child(world_record(&w, "notulen-rdr-4"), "kegiatan");
    assert_int_equal(count_of(meeting, "butir"), 4);
    assert_int_equal(count_of(meeting, "keputusan"), 1);
    world_free(&w);
}

static void a_form_speaks_of_the_requests_of_its_agency(void **state) {
    (void)state;
    struct small_world w = rimba_year();
    const xmlNode *record = world_record(&w, "formulir-dinkes"), *meeting = xml_child(record, "kegiatan");
    const xmlNode *request = xml_child(meeting, "permohonan"), *routing = xml_child(request, "disposisi");
    assert_int_equal(count_of(meeting, "permohonan"), 1);
    assert_int_equal(count_of(meeting, "butir"), 0);
    is(xml_child(request, "instansi"), "id", "dinkes");
    is(xml_child(request, "inovasi"), "nama", "Antar Obat Lansia");
    assert_non_null(xml_child(xml_child(request, "inovasi"), "tahapan"));
    assert_int_equal(count_of(request, "kendala"), 2);
    is(xml_child(xml_child(request, "fasilitator"), "orang"), "nama-lengkap", "Rina Marlina, S.K.M.");
    is(xml_next(xml_child(request, "fasilitator"), "fasilitator"), "nomor", "2");
    is(xml_child(routing, "orang"), "peran", "ketua");
    is(xml_next(xml_child(routing, "orang"), "orang"), "nama", "Dewi Anggraini");
    assert_null(xml_attr(routing, "anggota"));
    is(xml_child(record, "kop"), "id", "kop-dinkes");  // of the agency that asks
    world_free(&w);
}

static void letters_have_addressees_and_signers(void **state) {
    (void)state;
    struct small_world w = rimba_year();
    const xmlNode *record = world_record(&w, "surat-undangan"), *to = xml_child(record, "kepada");
    is(record, "hal", "Undangan");
    is(record, "lampiran-jumlah", "1 (satu) berkas");
    is(to, "jabatan-lengkap", "Kepala Dinas Kesehatan Kabupaten Tanah Rimba");
    is(to, "di", "Rimba Tengah");
    assert_null(xml_child(to, "orang"));  // a letter to an office is not one to its holder
    to = xml_next(to, "kepada");
    is(to, "nama", "Rina Marlina, S.K.M.");
    is(to, "jabatan-lengkap", "Sekretaris Dinas");
    is(to, "instansi", "Dinas Kesehatan Kabupaten Tanah Rimba");
    is(to, "sebagai", "narasumber");
    to = xml_next(to, "kepada");
    is(to, "instansi", "UPTD Puskesmas Tigapanah");
    is(to, "di", "tempat");
    is(xml_next(to, "kepada"), "nomor", "4");
    is(signer(record, "pengirim"), "kapasitas", "plt");
    is(signer(record, "pengirim"), "mode", "bsre");
    is(xml_child(record, "kop"), "id", "kop-bupati");
    assert_int_equal(count_of(record, "penanda"), 1);  // what is written stands for the chair and the note-taker
    assert_string_equal(xml_text(w.arena, xml_child(record, "isi")), "Mohon hadir.");
    world_free(&w);
}

static void the_agency_of_the_document_decides_the_letterhead(void **state) {
    (void)state;
    struct small_world w = rimba_year();
    const xmlNode *record = world_record(&w, "surat-tugas");
    is(xml_child(record, "kop"), "id", "kop-dinkes");
    is(xml_child(record, "paraf"), "jabatan-lengkap", "Sekretaris Dinas");
    is(xml_child(record, "paraf"), "urutan", "1");
    is(xml_child(world_record(&w, "surat-pengantar"), "kop"), "id", "kop-bappeda");
    is(signer(world_record(&w, "surat-pengantar"), "pengirim"), "urutan", "2");
    is(xml_child(world_record(&w, "surat-pengantar"), "barang"), "satuan", "rangkap");
    world_free(&w);
}

static void assignments_of_a_year_stand_in_the_order_of_agencies(void **state) {
    (void)state;
    struct small_world w = rimba_year();
    const xmlNode *record = world_record(&w, "sk-fasilitator");
    const xmlNode *row = xml_child(xml_child(record, "lampiran"), "penugasan");
    static const char *const rows[][4] = {{"bappeda", "Dewi Anggraini", "1", "1"},
                                          {"dinkes", "Lestari Wulandari", "2", "1"},
                                          {"dinkes", "Rina Marlina", "2", "2"}};
    for (size_t i = 0; i < 3; i++, row = xml_next(row, "penugasan")) {
        is(xml_child(row, "instansi"), "id", rows[i][0]);
        is(xml_child(row, "orang"), "nama", rows[i][1]);
        is(row, "nomor-instansi", rows[i][2]);
        is(row, "urutan", rows[i][3]);
    }
    assert_null(row);
    is(signer(record, "salinan"), "jabatan-lengkap", "Sekretaris Daerah Kabupaten Tanah Rimba");
    is(signer(record, "salinan"), "urutan", "2");
    record = world_record(&w, "sk-berdua");  // one that is named, and all of a role
    assert_int_equal(count_of(record, "penugasan"), 2);
    is(xml_next(xml_child(record, "penugasan"), "penugasan"), "id", "tugas-dewi");
    world_free(&w);
}

#define DINAS "<instansi id=\"k\" nama=\"K\" jenis=\"kabupaten\"/><instansi id=\"l\" nama=\"L\" jenis=\"kota\"/>"

static void a_hundred_and_twenty_six_facilitators(void **state) {
    (void)state;
    struct small_world w = world_new();
    struct buf b = buf_new(w.arena);
    buf_str(&b, DINAS);
    for (int i = 0; i < 63; i++) {
        buf_printf(&b, "<instansi id=\"d%d\" nama=\"Dinas %d\" jenis=\"dinas\" induk=\"k\"/>", i, i);
        for (int k = 0; k < 2; k++) {
            buf_printf(&b, "<orang id=\"o%d-%d\" nama=\"Orang\"/>", i, k);
            buf_printf(&b, "<penugasan tahun=\"2025\" instansi=\"d%d\" peran=\"fasilitator\" orang=\"o%d-%d\"/>", i, i,
                       k);
        }
    }
    buf_str(&b, "<orang id=\"lain\" nama=\"L\"/>"
                "<penugasan tahun=\"2025\" instansi=\"l\" peran=\"fasilitator\" orang=\"lain\"/>"
                "<naskah id=\"n\" jenis=\"keputusan\" instansi=\"d0\" tanggal=\"2025-02-01\">"
                "<lampiran jenis=\"fasilitator\" judul=\"F\"/></naskah>"
                "<naskah id=\"m\" jenis=\"keputusan\" instansi=\"d0\" subjek=\"d7\" tanggal=\"2025-02-01\">"
                "<lampiran jenis=\"fasilitator\" judul=\"F\"/></naskah>"
                "<naskah id=\"x\" jenis=\"keputusan\" instansi=\"d0\" tanggal=\"2025-02-01\">"
                "<lampiran jenis=\"fasilitator\" judul=\"F\" tahun=\"1999\"/></naskah>");
    world_add(&w, "a.xml", buf_text(&b));
    world_link(&w);
    const xmlNode *annex = xml_child(world_record(&w, "n"), "lampiran");
    assert_int_equal(count_of(annex, "penugasan"), 126);  // not those of another region
    assert_int_equal(count_of(xml_child(world_record(&w, "m"), "lampiran"), "penugasan"), 2);
    world_record(&w, "x");
    assert_string_equal(world_argument(world_found(&w, "resolve.assignments"), "tahun"), "1999");
    world_free(&w);
}

static void relations_say_what_is_known_of_the_other_document(void **state) {
    (void)state;
    struct small_world w = rimba_year();
    const xmlNode *record = world_record(&w, "sk-ubah"), *to = xml_child(record, "relasi");
    is(xml_child(record, "perubahan"), "pada", "Diktum KESATU");
    is(to, "nomor", "400.10.11/27/2025");
    is(to, "tanggal", "10 Februari 2025");
    is(to, "tentang", "Tim Inovasi Dinas Kesehatan Tahun 2025");
    is(to, "jabatan-lengkap", "Kepala Dinas Kesehatan Kabupaten Tanah Rimba");
    to = xml_next(to, "relasi");
    is(to, "jabatan-lengkap", "Menteri Kesehatan");  // as written
    is(to, "nomor", "7/2020");
    to = xml_next(to, "relasi");
    is(to, "nomor", "9");  // what is written comes before what is known
    is(to, "jabatan-lengkap", "Bupati Tanah Rimba");
    record = world_record(&w, "pk-perubahan");
    is(xml_child(record, "relasi"), "jenis-naskah", "perjanjian-kinerja");
    is(xml_child(record, "relasi"), "tanggal", "2024-01-20");  // of the contract it is derived from
    is(signer(record, "pihak-pertama"), "sebutan", "PIHAK KESATU");
    is(xml_child(signer(record, "pihak-pertama"), "orang"), "nama", "Rina Marlina");
    is(signer(record, "pihak-kedua"), "jabatan-lengkap", "Bupati Tanah Rimba");  // the other party is the contract's
    assert_int_equal(count_of(record, "penanda"), 2);
    world_free(&w);
}

static void a_relation_to_nothing_is_told(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml",
              DINAS "<naskah id=\"n\" jenis=\"keputusan\" instansi=\"k\" penetap=\"k/Bupati\">"
                    "<relasi jenis=\"mencabut\"/></naskah>");
    world_link(&w);
    world_record(&w, "n");
    assert_string_equal(world_argument(world_found(&w, "resolve.relation"), "jenis"), "mencabut");
    world_free(&w);
}

static void a_letter_refers_to_an_innovation(void **state) {
    (void)state;
    struct small_world w = rimba_year();
    const xmlNode *record = world_record(&w, "evaluasi"), *innovation = xml_child(record, "inovasi");
    is(xml_child(innovation, "usulan"), "profil", "uji");
    assert_null(xml_child(xml_child(innovation, "usulan"), "bagian"));
    assert_null(xml_child(innovation, "bukti"));
    is(xml_child(record, "nilai"), "skor", "15.5");
    is(xml_child(record, "foto"), "folder", "tests/model/good");
    is(xml_child(signer(record, "evaluator"), "orang"), "nama", "Dewi Anggraini");
    world_free(&w);
}

static void a_summary_has_all_innovations_below_its_agency(void **state) {
    (void)state;
    struct small_world w = rimba_year();
    const xmlNode *summary = xml_child(world_record(&w, "rekap-bappeda"), "rekap");
    is(summary, "jumlah", "1");
    is(xml_child(summary, "inovasi"), "nama", "Arsip Cepat");
    summary = xml_child(world_record(&w, "rekap-rimba"), "rekap");
    is(summary, "instansi", "Kabupaten Tanah Rimba");
    static const char *const ids[] = {"arsip", "antar-obat", "kader"};  // bappeda stands before dinkes
    const xmlNode *row = xml_child(summary, "inovasi");
    for (size_t i = 0; i < 3; i++, row = xml_next(row, "inovasi"))
        is(row, "id", ids[i]);
    assert_null(row);
    is(xml_next(xml_child(summary, "inovasi"), "inovasi"), "profil", "uji");
    is(xml_next(xml_child(summary, "inovasi"), "inovasi"), "bukti", "1");
    const xmlNode *annex = xml_child(world_record(&w, "sk-penetapan"), "lampiran");
    assert_int_equal(count_of(annex, "inovasi"), 3);
    assert_null(xml_child(xml_child(annex, "inovasi"), "usulan"));
    world_free(&w);
}

// A document of the plan has no node of its own: what was noted for it is found by its id.
static void a_summary_says_how_far_documents_of_the_plan_are(void **state) {
    (void)state;
    struct small_world w = rimba_year();
    const xmlNode *row = xml_child(xml_child(world_record(&w, "rekap-rimba"), "rekap"), "inovasi");
    const xmlNode *document = xml_child(xml_next(row, "inovasi"), "naskah");
    while (document && strcmp(xml_attr(document, "id"), "proposal-antar-obat-uji") != 0)
        document = xml_next(document, "naskah");
    assert_non_null(document);
    is(document, "status", "dikirim");
    world_free(&w);
}

static void evidence_bears_the_label_of_its_indicator(void **state) {
    (void)state;
    struct small_world w = rimba_year();
    is(xml_child(xml_child(world_record(&w, "proposal-antar-obat-uji"), "inovasi"), "bukti"), "label",
       "Regulasi Inovasi Daerah");
    world_free(&w);
}

static void any_kind_may_be_written(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml",
              DINAS "<naskah id=\"n\" jenis=\"surat-apa-saja\" instansi=\"k\" subjek=\"k\"/>"
                    "<naskah id=\"m\" jenis=\"surat-apa-saja\" instansi=\"k\"/>");
    world_link(&w);
    assert_int_equal(w.n, 2);
    assert_non_null(xml_child(world_record(&w, "n"), "rekap"));
    world_record(&w, "m");
    assert_null(world_found(&w, "resolve.subject"));  // nobody says that it needs one
    world_free(&w);
}

// A regulation of another region is no legal basis; one of the province above, or of nobody in particular, is.
static void laws_of_other_regions_are_told(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml",
              DINAS "<instansi id=\"lain\" nama=\"Kabupaten Lain\" jenis=\"kabupaten\"/>"
                    "<peraturan id=\"p1\" peringkat=\"perda\" nomor=\"1\" tahun=\"2020\" "
                    "daerah=\"lain\">Perda A</peraturan>"
                    "<peraturan id=\"p2\" peringkat=\"perda\" nomor=\"2\" tahun=\"2020\" "
                    "daerah=\"k\">Perda B</peraturan>"
                    "<naskah id=\"n\" jenis=\"surat-apa-saja\" instansi=\"k\"><mengingat ref=\"p1\"/></naskah>"
                    "<naskah id=\"m\" jenis=\"surat-apa-saja\" instansi=\"k\"><mengingat ref=\"p2\"/></naskah>");
    world_link(&w);
    world_record(&w, "m");
    assert_null(world_found(&w, "resolve.foreign-law"));
    world_record(&w, "n");
    assert_non_null(world_found(&w, "resolve.foreign-law"));
    world_free(&w);
}

// A wording holds until its last day, and what was revoked is told with what came instead.
static void old_legal_bases_are_told_from_the_day_after_their_last(void **state) {
    (void)state;
    struct small_world w = world_new();
    world_add(&w, "a.xml",
              DINAS
              "<peraturan id=\"lama\" peringkat=\"uu\" nomor=\"1\" tahun=\"2010\" status=\"diubah\" "
              "sampai=\"2020-11-01\" oleh=\"baru\">Undang-Undang A</peraturan>"
              "<peraturan id=\"baru\" peringkat=\"uu\" nomor=\"1\" tahun=\"2010\" status=\"berlaku\">Undang-Undang "
              "B</peraturan>"
              "<peraturan id=\"mati\" peringkat=\"permen\" nomor=\"5\" tahun=\"2001\" status=\"dicabut\">Permen "
              "C</peraturan>"
              "<naskah id=\"tepat\" jenis=\"surat-apa-saja\" instansi=\"k\" tanggal=\"2020-11-01\">"
              "<mengingat ref=\"lama\"/></naskah>"
              "<naskah id=\"lewat\" jenis=\"surat-apa-saja\" instansi=\"k\" tanggal=\"2020-11-02\">"
              "<mengingat ref=\"lama\"/></naskah>"
              "<naskah id=\"tanpa\" jenis=\"surat-apa-saja\" instansi=\"k\"><mengingat ref=\"lama\"/></naskah>"
              "<naskah id=\"baik\" jenis=\"surat-apa-saja\" instansi=\"k\"><mengingat ref=\"baru\"/></naskah>"
              "<naskah id=\"dicabut\" jenis=\"surat-apa-saja\" instansi=\"k\" tanggal=\"2015-01-01\">"
              "<mengingat ref=\"mati\"/></naskah>");
    world_link(&w);
    static const struct {
        const char *id;
        bool changed, revoked;
    } rows[] = {{"tepat", false, false},
                {"baik", false, false},
                {"lewat", true, false},
                {"tanpa", true, false},
                {"dicabut", false, true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        w.findings->n = 0;
        world_record(&w, rows[i].id);
        const struct finding *changed = world_found(&w, "resolve.law-changed");
        assert_int_equal(changed != NULL, rows[i].changed);
        assert_int_equal(world_found(&w, "resolve.law-revoked") != NULL, rows[i].revoked);
        if (changed) {
            assert_string_equal(finding_argument(changed, "oleh"), "baru");
        }
    }
    world_free(&w);
}

static void records_are_as_they_were(void **state) {
    (void)state;
    struct small_world w = rimba_year();
    records_compare(&w, "tests/model/good/tahun-rimba.xml");
    world_free(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_are_derived_when_house_rules_ask),
        cmocka_unit_test(a_kind_speaks_of_the_parts_it_needs),
        cmocka_unit_test(an_extract_is_for_one_agency),
        cmocka_unit_test(a_form_speaks_of_the_requests_of_its_agency),
        cmocka_unit_test(letters_have_addressees_and_signers),
        cmocka_unit_test(the_agency_of_the_document_decides_the_letterhead),
        cmocka_unit_test(assignments_of_a_year_stand_in_the_order_of_agencies),
        cmocka_unit_test(a_hundred_and_twenty_six_facilitators),
        cmocka_unit_test(relations_say_what_is_known_of_the_other_document),
        cmocka_unit_test(a_relation_to_nothing_is_told),
        cmocka_unit_test(a_letter_refers_to_an_innovation),
        cmocka_unit_test(a_summary_has_all_innovations_below_its_agency),
        cmocka_unit_test(a_summary_says_how_far_documents_of_the_plan_are),
        cmocka_unit_test(evidence_bears_the_label_of_its_indicator),
        cmocka_unit_test(laws_of_other_regions_are_told),
        cmocka_unit_test(any_kind_may_be_written),
        cmocka_unit_test(old_legal_bases_are_told_from_the_day_after_their_last),
        cmocka_unit_test(records_are_as_they_were),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
