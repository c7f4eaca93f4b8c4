"""What is said when a vote cannot be prepared, opened, counted or shown, or a ballot not taken."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "vote.uncleared_present": _l(
        "Có người trong phòng chưa được biết nội dung mật này: %(names)s. "
        "Ghi nhận các đồng chí ấy rời phòng rồi mở biểu quyết."
    ),
    "vote.options_without_list": _l("Câu hỏi tán thành hay không thì không có danh sách lựa chọn."),
    "vote.too_few_options": _l("Danh sách chưa đủ lựa chọn. Mời ghi thêm, mỗi dòng một lựa chọn."),
    "vote.option_twice": _l("Danh sách có hai lựa chọn trùng nhau. Mời sửa để phân biệt được."),
    "vote.bad_bounds": _l(
        "Số lựa chọn ít nhất và nhiều nhất chưa khớp với danh sách %(options)s lựa chọn."
    ),
    "vote.too_many_seats": _l("Số cần bầu lớn hơn danh sách %(options)s lựa chọn."),
    "ballot.wrong_form": _l("Phiếu không đúng hình thức của lần biểu quyết này. Mời mở lại phiếu."),
    "ballot.no_such_option": _l("Phiếu ghi một lựa chọn không có hoặc ghi hai lần. Mời chọn lại."),
    "ballot.too_few": _l("Phiếu cần chọn ít nhất %(least)s."),
    "ballot.too_many": _l("Phiếu chỉ được chọn nhiều nhất %(most)s."),
    "vote.not_over": _l("Chỉ biểu quyết lại được khi lần trước đã đóng hoặc đã hủy."),
    "vote.mixed_slate": _l("Các câu hỏi trên một phiếu phải cùng nội dung họp và cùng hình thức."),
    "vote.no_proxies": _l("Loại phiên họp này không cho ủy quyền bỏ phiếu."),
    "vote.joint_secret": _l(
        "Phiếu lấy ý kiến ghi tên nên chỉ đếm chung được với biểu quyết công khai trên máy."
    ),
    "vote.joint_other_body": _l("Phiếu lấy ý kiến này là của đơn vị khác, không đếm chung được."),
    "vote.joint_differs": _l(
        "Muốn đếm chung thì nội dung và phương án phải đúng như phiếu lấy ý kiến đã gửi."
    ),
    "vote.joint_not_now": _l(
        "Phiếu lấy ý kiến chỉ đếm chung được sau khi kết thúc và trước khi công bố kết quả."
    ),
    "vote.joint_slate": _l("Biểu quyết đếm chung với phiếu lấy ý kiến phải mở riêng."),
    "vote.circulated": _l(
        "Đồng chí đã cho ý kiến bằng phiếu lấy ý kiến; ý kiến đó được đếm chung."
    ),
    "vote.on_paper": _l("Biểu quyết này bỏ phiếu giấy hoặc giơ tay; máy không nhận phiếu."),
    "paper.uncounted": _l("Biểu quyết bằng phiếu giấy. Mời nhập số kiểm phiếu để đóng."),
    "paper.tablets_have_cast": _l(
        "Đã có %(cast)s phiếu gửi từ máy, không trộn với phiếu giấy được. "
        "Hủy biểu quyết này rồi biểu quyết lại bằng phiếu giấy."
    ),
    "paper.weights": _l("Có người có số phiếu khác người khác; phiếu giấy không ghi nhận được."),
    "paper.hands_secret": _l("Biểu quyết kín thì không giơ tay. Mời kiểm phiếu giấy."),
    "paper.hands_list": _l("Danh sách lựa chọn thì kiểm bằng phiếu giấy, không giơ tay."),
    "paper.counter_twice": _l("Có người kiểm phiếu ghi hai lần."),
    "paper.bad_ballots": _l(
        "Số phiếu không khớp: phát ra không quá %(voters)s, thu về không quá phát ra, "
        "không hợp lệ không quá thu về."
    ),
    "paper.sum": _l("Ba loại ý kiến cộng lại phải bằng %(valid)s phiếu hợp lệ."),
    "paper.options": _l("Mời ghi đủ số phiếu của %(options)s lựa chọn, theo thứ tự danh sách."),
    "paper.list_sum": _l(
        "Không lựa chọn nào được quá %(valid)s phiếu hợp lệ, và tổng không quá %(highest)s."
    ),
    "vote.no_weights": _l(
        "Loại phiên họp này không cho thành viên có số phiếu khác nhau. "
        "Quản trị viên bật được trong danh mục loại phiên họp."
    ),
    "vote.named_twice": _l("Có tên ghi hai lần. Mời bỏ bớt."),
    "vote.no_vote_here": _l("Có người không có quyền biểu quyết trong phiên họp này."),
    "vote.bad_proxy": _l(
        "Người được ủy quyền phải là thành viên khác, có quyền biểu quyết và tự bỏ phiếu của mình."
    ),
    "vote.not_open_yet": _l("Biểu quyết sắp mở; phiếu được nhận sau vài giây nữa."),
    "vote.still_open": _l("Chỉ công bố được kết quả của biểu quyết đã đóng."),
    "vote.voided": _l("Biểu quyết này đã được hủy trước đó."),
    "vote.relied_on": _l(
        "Đã có kết luận giao theo biểu quyết này hoặc phiên họp đã xong; không hủy được nữa."
    ),
    "vote.above_one": _l("Mức cần đạt không thể lớn hơn tất cả."),
    "vote.more_than_all": _l("Mức cần đạt là tất cả thì không thể là trên tất cả."),
    "vote.no_question": _l("Chưa có câu hỏi biểu quyết."),
    "vote.other_meeting": _l("Biểu quyết này thuộc một phiên họp khác."),
    "vote.already_open": _l("Biểu quyết này đã được mở rồi."),
    "vote.another_open": _l("Đang có một biểu quyết khác. Kết thúc biểu quyết đó trước đã."),
    "vote.no_quorum": _l(
        "Mới có %(present)s thành viên có mặt, cần %(required)s. "
        "Nếu vẫn biểu quyết, phải ghi lý do."
    ),
    "vote.nobody_present": _l("Chưa có thành viên nào có mặt để biểu quyết."),
    "vote.not_open": _l("Biểu quyết chưa được mở."),
    "vote.not_entitled": _l("Đồng chí không có quyền bỏ phiếu trong lần biểu quyết này."),
    "vote.already_cast": _l("Phiếu của đồng chí đã được ghi nhận; không gửi lần nữa."),
    "vote.not_closed": _l("Biểu quyết chưa kết thúc; chưa có kết quả để tải."),
    "vote.not_published": _l("Kết quả biểu quyết chưa được công bố."),
    "vote.no_record": _l("Biểu quyết này kết thúc trước khi hệ thống lưu tệp kết quả."),
    "vote.secret_weights": _l(
        "Có người có số phiếu khác người khác. Biểu quyết kín thì mỗi phiếu phải như nhau, "
        "nếu không sẽ lộ phiếu là của ai. Bỏ số phiếu riêng hoặc biểu quyết công khai."
    ),
    "vote.secret_tie": _l(
        "Biểu quyết kín không quyết định theo phiếu của người chủ trì được: không ai biết phiếu "
        "đó. Chọn cách xử lý khác khi ngang phiếu."
    ),
    "vote.key_gone": _l(
        "Không mở được hòm phiếu kín: khóa của hòm không còn trên máy chủ. "
        "Hủy lần biểu quyết này rồi biểu quyết lại."
    ),
    "vote.box_damaged": _l(
        "Hòm phiếu kín không khớp với số người đã bỏ phiếu, nên không kiểm phiếu. "
        "Hủy lần biểu quyết này rồi biểu quyết lại, và báo người quản trị hệ thống."
    ),
    "ballot.secret": _l("Đây là biểu quyết kín. Mời tải lại trang rồi bỏ phiếu kín."),
    "ballot.not_secret": _l("Đây không phải biểu quyết kín. Mời tải lại trang rồi bỏ phiếu."),
    "ballot.text_too_long": _l("Ý kiến quá dài. Mời viết ngắn lại."),
    "vote.closed": _l("Biểu quyết đã kết thúc; không nhận thêm phiếu. Phiếu này không được tính."),
}
