#include "model/vocabulary_table.h"

// clang-format off: a table is read in lines

#define ATTRIBUTES(list) list, sizeof(list) / sizeof((list)[0])
#define NONE NULL, 0

#define MAY(name, kind) {name, VALUE_##kind, NULL, false, false}
#define MUST(name, kind) {name, VALUE_##kind, NULL, true, false}
#define MAY_REF(name, target) {name, VALUE_REF, target, false, false}
#define MUST_REF(name, target) {name, VALUE_REF, target, true, false}
#define MUST_REFS(name, target) {name, VALUE_REFS, target, true, false}
#define MAY_REFS(name, target) {name, VALUE_REFS, target, false, false}
#define MAY_BE(name, choices) {name, VALUE_CHOICE, choices, false, false}
#define MUST_BE(name, choices) {name, VALUE_CHOICE, choices, true, false}
#define RECORD(name) {name, VALUE_TEXT, NULL, false, true}
#define HAS(element) static const struct vocabulary_attribute element[]
#define EXAMPLE MAY("contoh", YESNO)

#define AGENCIES \
    "provinsi|kabupaten|kota|sekretariat-daerah|badan|dinas|inspektorat|kecamatan|kelurahan|rsud|uptd|puskesmas|" \
    "sekolah|bumd|bagian|kementerian|perguruan-tinggi|lainnya"
#define RANKS_OF_LAW "uud|uu|pp|perpres|permen|perda|perkada|lainnya"
#define VARIANTS "bupati|sekda|kepala-pd|kepala-uptd|dua-pihak|tabel|tiga-blok"
#define ZONES "WIB|WITA|WIT"
#define COPIES "asli|salinan|tembusan|kopi|pertinggal|konsep"
#define STATES "dicetak|paraf|bagian-hukum|ttd|bernomor|dipindai|diarsipkan|dikirim"

HAS(instansi) = {
    MUST("id", ID), MUST("nama", TEXT), MAY("singkatan", TEXT), MUST_BE("jenis", AGENCIES),
    MAY_REF("induk", "instansi"), MAY_REFS("kop", "kop"), MAY("tempat", TEXT), MAY("provinsi", TEXT),
    MAY("sejak", DATE), MAY("sampai", DATE), MAY_REFS("pengganti", "instansi"), EXAMPLE, RECORD("nama-lengkap")};
HAS(sebutan) = {MUST("nama", TEXT), MAY("singkatan", TEXT), MAY("sejak", DATE), MAY("sampai", DATE)};
HAS(orang) = {
    MUST("id", ID), MUST("nama", TEXT), MAY("gelar-depan", TEXT), MAY("gelar-belakang", TEXT),
    MAY_REF("instansi", "instansi"), MAY_BE("jenis-kelamin", "L|P"), EXAMPLE, RECORD("peran"), RECORD("nama-lengkap"),
    RECORD("nomor-jenis"), RECORD("nomor"), RECORD("golongan"), RECORD("pangkat"), RECORD("jabatan"),
    RECORD("jabatan-lengkap"), RECORD("status")};
HAS(nomor_induk) = {MUST_BE("jenis", "NIP|NI PPPK|NRP"), MAY("sejak", DATE), MAY("sampai", DATE)};
HAS(pangkat) = {MUST("golongan", TEXT), MAY("nama", TEXT), MAY("sejak", DATE), MAY("sampai", DATE)};
HAS(jabatan) = {MUST_REF("instansi", "instansi"), MUST("nama", TEXT), MAY("sejak", DATE),
    MAY("sampai", DATE), MAY_BE("status", "definitif|plt|plh|pj|pjs")};
HAS(kop) = {MUST("id", ID), MUST_BE("jenis", "jabatan|perangkat-daerah"), MAY("lambang", FILE),
    MAY("keterangan-lambang", TEXT), EXAMPLE, RECORD("folder")};
HAS(tata) = {
    MUST("id", ID), MAY_REF("instansi", "instansi"), EXAMPLE, MAY("kertas-keputusan", PAPER),
    MAY("kertas-korespondensi", PAPER), MAY("kertas-pk", PAPER), MAY("kertas-pk-lampiran", PAPER),
    MAY("kertas-daftar-hadir", PAPER), MAY("kertas-proposal", PAPER), MAY("f4", PAPER), MAY("margin-atas", LENGTH),
    MAY("margin-bawah", LENGTH), MAY("margin-kiri", LENGTH), MAY("margin-kanan", LENGTH),
    MAY("margin-bawah-proposal", LENGTH), MAY("margin-pk-lampiran", LENGTH), MAY("huruf-keputusan", TEXT),
    MAY("ukuran-keputusan", LENGTH), MAY("huruf-umum", TEXT), MAY("ukuran-umum", LENGTH), MAY("ukuran-tabel", LENGTH),
    MAY("spasi-keputusan", NUMBER), MAY("spasi-umum", NUMBER), MAY("spasi-notulen", NUMBER),
    MAY("antar-butir", LENGTH), MAY("kop-lambang-lebar", LENGTH), MAY("kop-lambang-tinggi", LENGTH),
    MAY("kop-garuda-tinggi", LENGTH), MAY("kop-pemda", LENGTH), MAY("kop-nama", LENGTH), MAY("kop-alamat", LENGTH),
    MAY("kop-garis-tebal", LENGTH), MAY("kop-garis-jarak", LENGTH), MAY("kop-garis-tipis", LENGTH),
    MAY("kolom-label", LENGTH), MAY("kolom-label-lebar", LENGTH), MAY("kolom-titik-dua", LENGTH),
    MAY("kolom-nomor", LENGTH), MAY("kolom-nomor-lebar", LENGTH), MAY("indentasi", LENGTH),
    MAY("frasa-rahmat", YESNO), MAY_BE("label-diktum", "KESATU|PERTAMA"), MAY_BE("akhir-mengingat", ";|."),
    MAY("gelar-pada-keputusan", YESNO), MAY_BE("nip-sekda", "surat|ya|tidak"), MAY("nomor-halaman", TEXT),
    MAY("kata-penyambung", YESNO), MAY_BE("istilah-pihak", "pertama|kesatu"), MAY("judul-pk", TEXT),
    MAY("judul-notulen", TEXT), MAY_BE("zona", ZONES), MAY("ttd-mulai", NUMBER), MAY("ttd-jarak", LENGTH),
    MAY("ttd-nama-tebal", YESNO), MAY("ttd-bidang", YESNO), MAY("ttd-jangkar", TEXT), MAY("meterai-sisi", LENGTH),
    MAY("ttd-jarak-elektronik", LENGTH),
    MAY_BE("pdf-versi", "1.6|1.7"),
    MAY("daftar-hadir-selang-seling", YESNO), MAY("lambang-proposal", YESNO),
    MAY("sampul-proposal", YESNO), MAY("pengesahan-proposal", YESNO), MAY("hifenasi", YESNO),
    MAY("hifenasi-keputusan", YESNO), MAY("lentur-huruf", NUMBER), MAY("lentur-huruf-keputusan", NUMBER),
    MAY_BE("ttd-urutan", "kedua-kiri|pertama-kiri"), MAY("label-rangkap", YESNO), MAY("paraf", YESNO),
    MAY_BE("paraf-posisi", "jenis|kiri|kanan"), MAY("catatan-tte", YESNO), MAY("catatan-tte-ite", YESNO),
    MAY("ukuran-catatan-tte", LENGTH), MAY("bernomor", TEXT), MAY("tanpa-inovasi", TEXT),
    MAY("anggota-permohonan", INTEGER),
    MAY("pemberi-nomor", TEXT), MAY("pemberi-nomor-keputusan", TEXT)};
HAS(seri) = {MUST("id", ID), MUST("jenis", TEXT), MAY("varian", TEXT), MUST("pola", TEXT), MAY("kode", TEXT),
    MAY("unit", TEXT), MAY("mulai", INTEGER), MAY("lebar", INTEGER)};
HAS(rencana) = {MUST("jenis", ID), MUST_BE("untuk", "usulan|kegiatan|kontrak|peserta"), MAY("buat", YESNO),
    MAY("memuat", TEXT), MAY("bertanggal", YESNO), MAY("rangkap", YESNO), MAY("setelah-rapat", INTEGER)};
// What an archivist wants to know of each kind of document: codes of the region's own lists, as the office writes them.
HAS(arsip) = {MAY("jenis", ID), MAY("klasifikasi", TEXT), MAY("jra", TEXT), MAY("aktif", TEXT), MAY("inaktif", TEXT),
    MAY("nasib", TEXT), MAY_BE("keamanan", "biasa|terbatas|rahasia|sangat-rahasia")};
HAS(peraturan) = {
    MUST("id", ID), MUST_BE("peringkat", RANKS_OF_LAW), MUST("nomor", TEXT), MUST("tahun", YEAR),
    MAY_REF("daerah", "instansi"), MAY("sumber", TEXT), MAY_BE("kepastian", "pasti|perlu-diperiksa"),
    MAY_BE("status", "berlaku|diubah|dicabut"), MAY("sampai", DATE), MAY_REF("oleh", "peraturan"), EXAMPLE};
HAS(inovasi) = {
    MUST("id", ID), MUST("nama", TEXT), MUST_REF("instansi", "instansi"), MAY("inisiator", TEXT),
    MAY("nama-inisiator", TEXT), MAY_BE("jenis-inovasi", "Digital|Non Digital"), MAY("bentuk", TEXT),
    MAY("tematik", TEXT), MAY("urusan", TEXT), MAY("kategori", TEXT), EXAMPLE};
HAS(tahapan) = {
    MAY("uji-coba", DATE), MAY("penerapan", DATE), MAY("drum-up", DATE), MAY("diagnose", DATE), MAY("design", DATE),
    MAY("delivery", DATE), MAY("display", DATE)};
HAS(usulan) = {
    MUST("profil", TEXT), MAY("kelompok", TEXT), MAY("kategori", TEXT), MAY("tahun", YEAR), MAY("tanggal-mulai", DATE),
    MAY("tautan-video", TEXT), MAY("pengesah", OFFICE), MAY("tempat", TEXT), MAY("tanggal", DATE),
    MAY("disalin-dari", TEXT), RECORD("judul"),
    RECORD("formulir")};
HAS(jawaban) = {MUST("bagian", TEXT)};
HAS(bukti) = {MAY("indikator", TEXT), MAY("berkas", FILE), MAY_REF("naskah", "naskah"),
    MAY("halaman", TEXT), MAY("nomor", TEXT), MAY("tanggal", DATE), MAY("perihal", TEXT),
    MAY("jenis", TEXT), MAY("tahun", YEAR), MAY("baris", TEXT), MAY("tautan", TEXT), MAY("jumlah", NUMBER),
    MAY("dari", NUMBER), MAY("satuan", TEXT), MAY("taraf", INTEGER), MAY_REF("peraturan", "peraturan"),
    RECORD("label")};
HAS(sisa) = {MAY("id", ID), MAY("alasan", TEXT), MAY("tempat", TEXT), MAY("berkas", TEXT)};
HAS(penugasan) = {MAY("id", ID), MUST("tahun", YEAR), MUST_REF("instansi", "instansi"),
    MUST("peran", TEXT), MUST_REF("orang", "orang"), EXAMPLE, RECORD("nomor"), RECORD("nomor-instansi"),
    RECORD("urutan")};
HAS(tim) = {MUST("id", ID), MUST("tahun", YEAR), MUST_REF("instansi", "instansi"), MUST("nama", TEXT),
    MAY_REFS("inovasi", "inovasi"), EXAMPLE};
HAS(anggota) = {
    MAY_REF("orang", "orang"), MAY("nama", TEXT), MUST("kedudukan", TEXT), MAY_REF("instansi", "instansi"),
    MAY("jabatan", TEXT), MAY_BE("unsur", "pemerintah|akademisi|dunia usaha|masyarakat|media"), MAY("keterangan", TEXT),
    RECORD("nomor")};
HAS(tugas) = {MUST("kedudukan", TEXT)};
HAS(kegiatan) = {
    MUST("id", ID), MUST_BE("jenis", "rapat|bimtek|desk|ruang-diskusi|peluncuran"), MUST("nama", TEXT),
    MUST_REF("instansi", "instansi"), MUST("tanggal", DATE), MUST("mulai", TIME), MAY("selesai", TIME),
    MAY_BE("zona", ZONES), MUST("tempat", TEXT), MAY_BE("cara", "luring|daring|hibrida"), MAY("panggilan", TIME),
    MUST_REF("pimpinan", "orang"), MAY_REF("sekretaris", "orang"), MUST_REF("notulis", "orang"),
    MAY("rangkap", INTEGER), MAY("jumlah-peserta", INTEGER), MAY("tempat-ttd", TEXT), EXAMPLE};
HAS(peserta) = {MAY_REF("orang", "orang"), MAY("nama", TEXT), MAY("jabatan", TEXT),
    MAY_REF("instansi", "instansi"), MAY("sebagai", TEXT), MAY("predikat", TEXT), MAY("keterangan", TEXT),
    RECORD("nomor")};
HAS(materi) = {MUST("nama", TEXT), MAY("jam", NUMBER), MAY("pemateri", TEXT)};
HAS(butir) = {MAY_REF("inovasi", "inovasi"), MAY("pokok", TEXT), MAY_REF("pembicara", "orang")};
HAS(tindak_lanjut) = {MAY("id", ID), MAY("penanggung-jawab", TEXT), MAY("batas", DATE), MAY_REF("inovasi", "inovasi"),
    MAY_REF("instansi", "instansi")};
HAS(tertunda) = {RECORD("id"), RECORD("kegiatan"), RECORD("tanggal"), RECORD("penanggung-jawab"), RECORD("batas"),
    RECORD("rapat"), RECORD("hari"), RECORD("lewat"), RECORD("dilaporkan"), RECORD("inovasi")};
HAS(penyelesaian) = {MAY("id", ID), MUST("tindak-lanjut", TEXT), MAY("isi", TEXT), MUST("tanggal", DATE),
    MAY("oleh", TEXT), MAY("keterangan", TEXT)};
HAS(penunjukan) = {MAY("id", ID), MUST_REF("kegiatan", "kegiatan"), MAY_REF("instansi", "instansi"),
    MAY_REF("ketua", "orang"), MUST_REFS("anggota", "orang"), MAY("tanggal", DATE), MAY("catatan", TEXT),
    MAY("oleh", TEXT)};
HAS(penjadwalan) = {MAY("id", ID), MUST_REF("kegiatan", "kegiatan"), MUST("tanggal", DATE), MAY("mulai", TIME),
    MAY("tempat", TEXT), MAY("oleh", TEXT)};
HAS(permohonan) = {MUST_REF("instansi", "instansi"), MAY_REF("inovasi", "inovasi")};
HAS(jadwal) = {MAY("tanggal", DATE), MAY("waktu", TIME), MAY("cara", TEXT)};
HAS(fasilitator) = {MAY_REF("orang", "orang"), MAY("nama", TEXT), MAY("jabatan", TEXT), MAY("kontak", TEXT),
    RECORD("nomor")};
HAS(disposisi) = {MAY_REF("ketua", "orang"), MAY_REFS("anggota", "orang"), MAY("tanggal", DATE), MAY("catatan", TEXT)};
HAS(kontrak) = {
    MUST("id", ID), MUST("tahun", YEAR), MUST_REF("instansi", "instansi"), MAY("judul", TEXT),
    MUST("pihak-pertama", OFFICE), MUST("pihak-kedua", OFFICE), MAY("mengetahui", OFFICE), MAY("atasan", YESNO),
    MAY("tanggal", DATE), MAY("tempat", TEXT), MAY("jumlah-anggaran", MONEY), MAY("rangkap", INTEGER), EXAMPLE};
HAS(sasaran) = {MUST("nama", TEXT)};
HAS(indikator) = {MUST("nama", TEXT), MAY("satuan", TEXT), MAY("target", TEXT), MAY("tw1", TEXT),
    MAY("tw2", TEXT), MAY("tw3", TEXT), MAY("tw4", TEXT)};
HAS(program) = {MUST("nama", TEXT), MUST("anggaran", MONEY), MAY("sumber", TEXT)};
HAS(kontrak_inovasi) = {MUST_REF("ref", "inovasi"), MAY("indikator", TEXT), MAY("target", TEXT),
    MAY("waktu", TEXT), RECORD("nama"), RECORD("tahapan")};
HAS(jumlah) = {RECORD("anggaran")};
HAS(naskah) = {
    MUST("id", ID), MUST("jenis", ID), MAY_BE("varian", VARIANTS),
    MAY_REFS("subjek", "tim inovasi kegiatan kontrak penugasan instansi orang"), MAY_REF("instansi", "instansi"),
    MAY("penetap", OFFICE), MAY_REF("orang", "orang"), MAY("atas-nama", OFFICE), MAY("untuk-beliau", OFFICE),
    MAY("tanggal", DATE), MAY("tahun", YEAR), MAY("tempat", TEXT), MAY("profil", TEXT), MAY("salinan", YESNO),
    MAY("sifat", TEXT), MAY("hal", TEXT), MAY("judul", TEXT), MAY("rangkap", INTEGER), MAY("meterai", YESNO),
    MAY("paraf", YESNO), MAY_REF("petikan", "instansi"), MAY("penugasan", TEXT), MAY("lampiran-jumlah", TEXT),
    MAY("klasifikasi", TEXT),
    MAY("baris-kosong", INTEGER), MAY("berlaku-sejak", DATE), MAY("berlaku-sampai", DATE), EXAMPLE};
HAS(nomor) = {MAY("pemberi", TEXT), MAY("diterima", DATE)};
HAS(mengingat) = {MAY_REF("ref", "peraturan"), RECORD("peringkat"), RECORD("nomor"), RECORD("tahun"),
    RECORD("kepastian"), RECORD("daerah")};
HAS(lampiran) = {MUST_BE("jenis", "susunan-tim|uraian-tugas|daftar-inovasi|fasilitator|bebas"), MUST("judul", TEXT),
    MAY_REFS("subjek", "tim inovasi penugasan instansi"), MAY("tahun", YEAR), MAY("peran", TEXT), RECORD("nomor")};
HAS(kepada) = {
    MAY_REF("orang", "orang"), MAY_REF("instansi", "instansi"), MAY("jabatan", OFFICE), MAY("nama", TEXT),
    MAY("di", TEXT), MAY("sebagai", TEXT), MAY("prestasi", TEXT), MAY("predikat", TEXT), RECORD("jabatan-lengkap"),
    RECORD("nomor")};
HAS(barang) = {MUST("nama", TEXT), MUST("jumlah", TEXT), MAY("satuan", TEXT), MAY("keterangan", TEXT)};
HAS(relasi) = {
    MUST_BE("jenis", "mengubah|mencabut|menggantikan|meralat"), MAY_REF("naskah", "naskah"), MAY("nomor", TEXT),
    MAY("tanggal", DATE), MAY("tentang", TEXT), MAY("jabatan", TEXT), RECORD("jabatan-lengkap"), RECORD("judul"),
    RECORD("jenis-naskah")};
HAS(pergantian) = {RECORD("jabatan-lengkap"), RECORD("lama"), RECORD("baru"), RECORD("sejak")};
HAS(perubahan) = {MAY("pada", TEXT)};
HAS(salinan) = {MUST("jabatan", OFFICE)};
HAS(paraf) = {MUST("jabatan", OFFICE), MAY("urutan", INTEGER), RECORD("jabatan-lengkap")};
HAS(kriteria) = {MUST("kriteria", TEXT), MAY("bobot", NUMBER), MAY("skor", NUMBER), MAY("catatan", TEXT)};
HAS(foto) = {MUST("berkas", FILE), MAY("keterangan", TEXT), MAY("tanggal", DATE), RECORD("folder")};
HAS(keadaan) = {
    MAY("id", ID), MUST("naskah", TEXT), MUST_BE("status", STATES), MAY("tanggal", DATE), MAY("oleh", TEXT),
    MAY("set", TEXT), MAY("rangkap", INTEGER), MAY("kertas", TEXT), MAY("jumlah", INTEGER), MAY("dari", INTEGER),
    MAY("berkas", FILE), MAY("sha256", TEXT), MAY("sumber", TEXT), MAY("halaman", TEXT), MAY("boks", TEXT),
    MAY("folder", TEXT), MAY_BE("tingkat", COPIES), MAY("keterangan", TEXT)};
HAS(penomoran) = {
    MAY("id", ID), MUST("naskah", TEXT), MAY("nomor", TEXT), MAY("tanggal", DATE), MAY("pemberi", TEXT),
    MAY("diterima", DATE), MAY("oleh", TEXT), MAY("sumber", TEXT), MAY("seri", TEXT), MAY("tahun", YEAR),
    MAY("urut", INTEGER), MAY_BE("status", "dipesan|dipakai|batal"), MAY("alasan", TEXT)};
HAS(abaikan) = {
    MAY("id", ID), MUST("aturan", TEXT), MAY("naskah", TEXT), MAY_REF("inovasi", "inovasi"),
    MAY_REF("instansi", "instansi"), MAY("alasan", TEXT), MAY("oleh", TEXT), MAY("sampai", DATE)};
HAS(kiriman) = {
    MAY("id", ID), MUST("paket", TEXT), MUST("sha256", TEXT), MAY("profil", TEXT), MAY("tanggal", DATE),
    MAY("tanda-terima", TEXT), MAY("oleh", TEXT), MAY("berkas", TEXT), MAY("keterangan", TEXT)};
HAS(paket) = {RECORD("nama"), RECORD("profil"), RECORD("judul"), RECORD("perihal"), RECORD("tanggal"),
    RECORD("jumlah"), RECORD("halaman"), RECORD("dipaksa")};
HAS(paket_berkas) = {RECORD("nomor"), RECORD("judul"), RECORD("nama"), RECORD("keadaan"), RECORD("halaman"),
    RECORD("jumlah"), RECORD("asli"), RECORD("perihal")};
HAS(dukung) = {RECORD("nomor"), RECORD("indikator"), RECORD("label"), RECORD("jenis"), RECORD("perihal"),
    RECORD("nomor-naskah"), RECORD("tanggal"), RECORD("tahun"), RECORD("halaman"), RECORD("baris"), RECORD("berkas"),
    RECORD("sha256"), RECORD("jumlah"), RECORD("tautan")};
HAS(cetak) = {RECORD("nama"), RECORD("tanggal"), RECORD("acara"), RECORD("jumlah"), RECORD("halaman")};
HAS(tumpukan) = {RECORD("kertas"), RECORD("halaman"), RECORD("jumlah"), RECORD("berkas")};
HAS(lembar) = {RECORD("nomor"), RECORD("naskah"), RECORD("judul"), RECORD("instansi"), RECORD("rangkap"),
    RECORD("halaman"), RECORD("letak")};
HAS(pemeriksaan) = {RECORD("usulan"), RECORD("judul"), RECORD("instansi"), RECORD("lomba"), RECORD("profil"),
                    RECORD("halaman"),
    RECORD("penutupan"), RECORD("galat"), RECORD("peringatan"), RECORD("catatan"), RECORD("dibiarkan"),
    RECORD("aturan"), RECORD("bersih"), RECORD("belum"), RECORD("tidak-berlaku")};
HAS(golongan) = {RECORD("nama"), RECORD("jumlah")};
HAS(temuan) = {RECORD("nomor"), RECORD("tingkat"), RECORD("kata"), RECORD("isi"), RECORD("anjuran"), RECORD("tempat"),
    RECORD("dasar"), RECORD("kepastian"), RECORD("aturan"), RECORD("alasan")};
HAS(uji) = {RECORD("keadaan"), RECORD("aturan"), RECORD("pada"), RECORD("arti"), RECORD("kepastian")};
HAS(tanda) = {RECORD("nama"), RECORD("jabatan")};
HAS(berkas) = {RECORD("id"), RECORD("nomor"), RECORD("judul"), RECORD("pencipta"), RECORD("unit"),
    RECORD("klasifikasi"), RECORD("jra"), RECORD("aktif"), RECORD("inaktif"), RECORD("nasib"), RECORD("keamanan"),
    RECORD("mulai"), RECORD("akhir"), RECORD("jumlah"), RECORD("halaman"), RECORD("boks"), RECORD("folder"),
    RECORD("tingkat"),
    RECORD("kantong"), RECORD("sidik"), RECORD("rujukan")};
HAS(butir_berkas) = {RECORD("nomor"), RECORD("naskah"), RECORD("judul"), RECORD("nomor-naskah"), RECORD("tanggal"),
    RECORD("klasifikasi"), RECORD("tingkat"), RECORD("keamanan"), RECORD("jumlah"), RECORD("halaman"), RECORD("boks"),
    RECORD("folder"), RECORD("sidik"), RECORD("keterangan")};
HAS(penandatangan) = {MAY("nama", TEXT), MAY("bidang", TEXT), MAY("waktu", TEXT)};

HAS(pemda) = {RECORD("id"), RECORD("nama"), RECORD("jenis"), RECORD("provinsi"), RECORD("tempat"),
    RECORD("sebutan"), RECORD("kepala"), RECORD("nama-saja")};
HAS(induk) = {RECORD("id"), RECORD("nama"), RECORD("singkatan"), RECORD("jenis"), RECORD("nama-lengkap")};
HAS(petikan) = {RECORD("id"), RECORD("nama"), RECORD("singkatan"), RECORD("jenis"), RECORD("nama-lengkap")};
HAS(rekap) = {RECORD("instansi"), RECORD("jumlah")};
HAS(rekap_inovasi) = {RECORD("nomor"), RECORD("id"), RECORD("nama"), RECORD("instansi"), RECORD("tahapan"),
    RECORD("penerapan"), RECORD("jenis-inovasi"), RECORD("urusan"), RECORD("profil"), RECORD("bukti")};
HAS(rekap_naskah) = {RECORD("id"), RECORD("jenis"), RECORD("sebutan"), RECORD("nomor"), RECORD("pemberi"),
    RECORD("diterima"), RECORD("tanggal"), RECORD("perihal"), RECORD("status")};
HAS(penanda) = {
    MUST("peran", TEXT), MAY("jabatan", OFFICE), MAY_REF("orang", "orang"), MAY("atas-nama", OFFICE),
    MAY("untuk-beliau", OFFICE), MAY_BE("mode", "basah|bsre|lain"), MAY("meterai", YESNO), MAY("sebutan", TEXT),
    MAY("alamat", TEXT), RECORD("kapasitas"), RECORD("status"), RECORD("jabatan-lengkap"), RECORD("instansi"),
    RECORD("kepala-daerah"), RECORD("sekda"), RECORD("urutan")};
HAS(bagian) = {RECORD("id"), RECORD("label"), RECORD("bobot")};
HAS(isian) = {RECORD("id"), RECORD("label"), RECORD("jenis"), RECORD("wajib"), RECORD("judul")};
HAS(contoh) = {RECORD("jumlah")};

HAS(a) = {MUST("href", TEXT)};
HAS(cell) = {MAY("colspan", INTEGER), MAY("rowspan", INTEGER)};
HAS(img) = {MUST("berkas", FILE), MAY("keterangan", TEXT), RECORD("folder")};

#define OBJECT(n, records, list) \
    {#n, "data", records, CONTENT_ELEMENTS, VALUE_TEXT, NULL, true, false, false, false, ATTRIBUTES(list)}
#define ELEMENT(n, parents, records, content, list) \
    {n, parents, records, CONTENT_##content, VALUE_TEXT, NULL, false, false, false, false, ATTRIBUTES(list)}
#define PLAIN(n, parents, records, content) \
    {n, parents, records, CONTENT_##content, VALUE_TEXT, NULL, false, false, false, false, NONE}
#define SINGLE(n, parents, records, content) \
    {n, parents, records, CONTENT_##content, VALUE_TEXT, NULL, false, false, true, false, NONE}

const struct vocabulary_element vocabulary_table[] = {
    {"data", "", "", CONTENT_ELEMENTS, VALUE_TEXT, NULL, false, false, true, false, NONE},
    OBJECT(instansi, "naskah inovasi tim kegiatan kontrak anggota peserta permohonan kepada penugasan", instansi),
    ELEMENT("sebutan", "instansi", "", EMPTY, sebutan),
    OBJECT(orang, "penanda anggota peserta butir kepada penugasan fasilitator disposisi naskah", orang),
    {"nomor-induk", "orang", "", CONTENT_TEXT, VALUE_DIGITS, NULL, false, false, false, false, ATTRIBUTES(nomor_induk)},
    ELEMENT("pangkat", "orang", "", EMPTY, pangkat),
    ELEMENT("jabatan", "orang", "", EMPTY, jabatan),
    PLAIN("alias", "orang", "", TEXT),
    OBJECT(kop, "naskah", kop),
    PLAIN("baris", "kop", "kop", TEXT),
    {"nama", "kop", "kop", CONTENT_TEXT, VALUE_TEXT, NULL, false, false, true, true, NONE},
    SINGLE("provinsi", "kop", "kop", TEXT),
    PLAIN("alamat", "kop", "kop", TEXT),
    OBJECT(tata, "naskah", tata),
    ELEMENT("rencana", "tata", "", EMPTY, rencana),
    ELEMENT("seri", "tata", "", EMPTY, seri),
    ELEMENT("arsip", "tata", "", EMPTY, arsip),
    {"peraturan", "data", "", CONTENT_TEXT, VALUE_TEXT, NULL, true, false, false, false, ATTRIBUTES(peraturan)},
    OBJECT(inovasi, "naskah lampiran tim butir tindak-lanjut permohonan", inovasi),
    {"tahapan", "inovasi", "inovasi", CONTENT_TEXT, VALUE_CHOICE, "Inisiatif|Uji Coba|Penerapan", false, true, true,
     false, ATTRIBUTES(tahapan)},
    ELEMENT("usulan", "inovasi", "inovasi", ELEMENTS, usulan),
    ELEMENT("jawaban", "usulan", "isian", RICH, jawaban),
    ELEMENT("bukti", "inovasi", "inovasi", EMPTY, bukti),
    // What an import found and could not place: kept with its place, printed nowhere.
    {"sisa", "data inovasi", "", CONTENT_RICH, VALUE_TEXT, NULL, true, false, false, false, ATTRIBUTES(sisa)},
    {"penugasan", "data", "naskah lampiran", CONTENT_EMPTY, VALUE_TEXT, NULL, true, false, false, false,
     ATTRIBUTES(penugasan)},
    OBJECT(tim, "naskah lampiran", tim),
    ELEMENT("anggota", "tim", "tim", EMPTY, anggota),
    ELEMENT("tugas", "tim", "tim", RICH, tugas),
    OBJECT(kegiatan, "naskah", kegiatan),
    PLAIN("acara", "kegiatan", "kegiatan", TEXT),
    ELEMENT("peserta", "kegiatan", "kegiatan", EMPTY, peserta),
    ELEMENT("materi", "kegiatan", "kegiatan", EMPTY, materi),
    SINGLE("pembukaan", "kegiatan", "kegiatan", RICH),
    ELEMENT("butir", "kegiatan", "kegiatan", ELEMENTS, butir),
    SINGLE("pembahasan", "butir", "butir", RICH),
    PLAIN("keputusan", "butir kegiatan", "butir kegiatan", RICH),
    ELEMENT("tindak-lanjut", "kegiatan", "kegiatan", TEXT, tindak_lanjut),
    ELEMENT("tertunda", "", "kegiatan", TEXT, tertunda),
    SINGLE("penutup", "kegiatan naskah", "kegiatan naskah", RICH),
    ELEMENT("permohonan", "kegiatan", "kegiatan", ELEMENTS, permohonan),
    PLAIN("kendala", "permohonan", "permohonan", TEXT),
    SINGLE("upaya", "permohonan", "permohonan", RICH),
    SINGLE("harapan", "permohonan", "permohonan", RICH),
    ELEMENT("jadwal", "permohonan", "permohonan", EMPTY, jadwal),
    ELEMENT("fasilitator", "permohonan", "permohonan", EMPTY, fasilitator),
    {"disposisi", "permohonan", "permohonan", CONTENT_EMPTY, VALUE_TEXT, NULL, false, false, true, false,
     ATTRIBUTES(disposisi)},
    OBJECT(kontrak, "naskah", kontrak),
    ELEMENT("sasaran", "kontrak", "kontrak", ELEMENTS, sasaran),
    ELEMENT("indikator", "sasaran", "sasaran", EMPTY, indikator),
    ELEMENT("program", "kontrak", "kontrak", EMPTY, program),
    ELEMENT("inovasi", "kontrak", "kontrak", EMPTY, kontrak_inovasi),
    ELEMENT("jumlah", "", "kontrak", EMPTY, jumlah),
    OBJECT(naskah, "/", naskah),
    {"nomor", "naskah", "naskah", CONTENT_TEXT, VALUE_TEXT, NULL, false, false, true, false, ATTRIBUTES(nomor)},
    SINGLE("tentang", "naskah", "naskah", TEXT),
    PLAIN("menimbang", "naskah", "naskah", INLINE),
    ELEMENT("mengingat", "naskah", "naskah", INLINE, mengingat),
    PLAIN("memperhatikan", "naskah", "naskah", INLINE),
    PLAIN("diktum", "naskah", "naskah", RICH),
    ELEMENT("lampiran", "naskah", "naskah", RICH, lampiran),
    PLAIN("tembusan", "naskah", "naskah", INLINE),
    ELEMENT("penanda", "naskah", "naskah", EMPTY, penanda),
    ELEMENT("kepada", "naskah", "naskah", EMPTY, kepada),
    SINGLE("pembuka", "naskah", "naskah", RICH),
    SINGLE("isi", "naskah", "naskah", RICH),
    PLAIN("dasar", "naskah", "naskah", INLINE),
    PLAIN("untuk", "naskah", "naskah", INLINE),
    ELEMENT("barang", "naskah", "naskah", EMPTY, barang),
    ELEMENT("relasi", "naskah", "naskah", EMPTY, relasi),
    ELEMENT("pergantian", "", "naskah", EMPTY, pergantian),
    ELEMENT("perubahan", "naskah", "naskah", RICH, perubahan),
    {"salinan", "naskah", "", CONTENT_EMPTY, VALUE_TEXT, NULL, false, false, true, false, ATTRIBUTES(salinan)},
    ELEMENT("paraf", "naskah", "naskah", EMPTY, paraf),
    ELEMENT("foto", "naskah", "naskah", EMPTY, foto),
    OBJECT(keadaan, "", keadaan),
    {"penyelesaian", "data", "", CONTENT_EMPTY, VALUE_TEXT, NULL, true, false, false, false, ATTRIBUTES(penyelesaian)},
    {"penjadwalan", "data", "", CONTENT_EMPTY, VALUE_TEXT, NULL, true, false, false, false, ATTRIBUTES(penjadwalan)},
    {"penunjukan", "data", "", CONTENT_EMPTY, VALUE_TEXT, NULL, true, false, false, false, ATTRIBUTES(penunjukan)},
    {"penomoran", "data", "", CONTENT_EMPTY, VALUE_TEXT, NULL, true, false, false, false, ATTRIBUTES(penomoran)},
    {"abaikan", "data", "", CONTENT_EMPTY, VALUE_TEXT, NULL, true, false, false, false, ATTRIBUTES(abaikan)},
    {"kiriman", "data", "", CONTENT_EMPTY, VALUE_TEXT, NULL, true, false, false, false, ATTRIBUTES(kiriman)},
    ELEMENT("paket", "", "naskah", ELEMENTS, paket),
    ELEMENT("berkas", "", "paket", EMPTY, paket_berkas),
    ELEMENT("dukung", "", "paket", EMPTY, dukung),
    ELEMENT("cetak", "", "naskah", ELEMENTS, cetak),
    ELEMENT("pemeriksaan", "", "naskah", ELEMENTS, pemeriksaan),
    ELEMENT("golongan", "", "pemeriksaan", ELEMENTS, golongan),
    ELEMENT("temuan", "", "golongan", EMPTY, temuan),
    ELEMENT("uji", "", "pemeriksaan", EMPTY, uji),
    ELEMENT("tumpukan", "", "cetak", EMPTY, tumpukan),
    ELEMENT("lembar", "", "cetak", ELEMENTS, lembar),
    ELEMENT("tanda", "", "lembar", EMPTY, tanda),
    ELEMENT("penandatangan", "keadaan", "", EMPTY, penandatangan),
    ELEMENT("berkas", "", "naskah", ELEMENTS, berkas),
    ELEMENT("butir", "", "berkas", EMPTY, butir_berkas),
    ELEMENT("petikan", "", "naskah", EMPTY, petikan),
    ELEMENT("rekap", "", "naskah", ELEMENTS, rekap),
    ELEMENT("inovasi", "", "rekap", ELEMENTS, rekap_inovasi),
    ELEMENT("naskah", "", "inovasi", EMPTY, rekap_naskah),
    ELEMENT("pemda", "", "naskah", EMPTY, pemda),
    ELEMENT("induk", "", "instansi induk", ELEMENTS, induk),
    ELEMENT("bagian", "", "usulan", ELEMENTS, bagian),
    ELEMENT("isian", "", "bagian isian", ELEMENTS, isian),
    PLAIN("tanya", "", "isian", TEXT),
    PLAIN("nilai", "", "isian", TEXT),
    ELEMENT("nilai", "naskah", "naskah", EMPTY, kriteria),
    ELEMENT("contoh", "", "naskah", TEXT, contoh),
    PLAIN("p", "rich", "rich", INLINE),
    PLAIN("ol", "rich", "rich", ELEMENTS),
    PLAIN("ul", "rich", "rich", ELEMENTS),
    PLAIN("li", "ol ul", "ol ul", RICH),
    PLAIN("table", "rich", "rich", ELEMENTS),
    SINGLE("caption", "table", "table", INLINE),
    PLAIN("tr", "table", "table", ELEMENTS),
    ELEMENT("th", "tr", "tr", RICH, cell),
    ELEMENT("td", "tr", "tr", RICH, cell),
    PLAIN("br", "inline", "inline", EMPTY),
    PLAIN("b", "inline", "inline", INLINE),
    PLAIN("i", "inline", "inline", INLINE),
    PLAIN("sup", "inline", "inline", INLINE),
    PLAIN("sub", "inline", "inline", INLINE),
    ELEMENT("a", "inline", "inline", INLINE, a),
    ELEMENT("img", "inline", "inline", EMPTY, img),
};
const size_t vocabulary_table_n = sizeof vocabulary_table / sizeof vocabulary_table[0];
